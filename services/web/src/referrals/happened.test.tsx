import type { Assignment, PersonSide } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { nothingSaid, readOutcome } from '../outcome/read-outcome.ts'
import { aMessageBack, aMistake, anOutcome } from '../outcome/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { FinishView } from './finish.tsx'
import { RecordCameView, RecordOutcomeView, readCame } from './record-outcome.tsx'
import { aLine, aPart, aReferralRead } from './testing.ts'
import { nothingTold, readTold } from './told-fields.tsx'
import { ReferralView } from './view.tsx'
import { lineNext, referralSaid } from './words.ts'

const today = '2026-11-26'
const answeredAt = '2026-11-20T09:00:00Z'
const accepted = { state: 'accepted', answeredAt } as const
const moves = ['recordOutcome', 'askWhatHappened', 'stopSharing'] as const
const withPart = (part: Partial<Assignment> = {}) =>
  aReferralRead({ assignments: [aPart({ ...accepted, moves: [...moves], ...part })] })
const show = (part: Partial<Assignment> = {}) =>
  String(<ReferralView frame={aFrame()} referral={withPart(part)} today={today} />)
const saying = (personSays: PersonSide) => show({ outcomes: [aMessageBack(personSays)] })
const step = { frame: aFrame(), referral: withPart(), today }

test('happy: the group says and the person says, each under a label of its own', () => {
  const html = saying({
    state: 'answered',
    answers: [
      {
        ...{ at: '2026-11-26T09:00:00Z', saidBy: 'person', says: 'partly', score: 6 },
        ...{ words: 'I like the singing.', isAboutEarlier: false },
      },
    ],
  })
  const group = html.indexOf('The group says')
  const person = html.indexOf('<bdi>Maggie</bdi> says')
  expect(group).toBeGreaterThan(0)
  expect(person).toBeGreaterThan(html.indexOf('She laughs with Jean.'))
  for (const said of ['Partly', 'They give it 6 out of 10.', 'I like the singing.']) {
    expect(html.indexOf(said)).toBeGreaterThan(person)
  }
})

test('happy: silence, a question that waits and one that nobody asked are three things', () => {
  expect(saying({ state: 'notAsked' })).toContain('Nobody has asked them: no goal is linked.')
  expect(saying({ state: 'waiting', until: '2026-12-23T17:00:00Z' })).toContain(
    'Wednesday 23 December',
  )
  expect(saying({ state: 'notAnswered' })).toContain('That is neither yes nor no.')
})

test('happy: an answer kept back, one of somebody else and one about earlier words say so', () => {
  const at = '2026-11-26T09:00:00Z'
  const none = { says: null, score: null, words: null }
  const html = saying({
    state: 'answered',
    answers: [
      { ...none, at, saidBy: 'person', isAboutEarlier: false },
      { ...none, says: 'no', at, saidBy: 'representative', isAboutEarlier: true },
    ],
  })
  expect(html).toContain('keep it to themselves')
  expect(html).toContain('Said by somebody who speaks for')
  expect(html).toContain('Said before the group corrected its words.')
})

test('happy: days, what can be written down, and what was taken back', () => {
  const on = ['2026-11-18', '2026-11-11'] as const
  const attendance = on.map(
    (day) => ({ on: day, mark: 'came', finishedAt: answeredAt, told: null }) as const,
  )
  const html = show({ attendance })
  expect(html).toContain('Came 2 times: 11, 18 November.')
  expect(html).toContain('They have not said yet what happened.')
  expect(html).toContain(`/parts/${aPart().id}/outcome"`)
  expect(html).toContain(
    `action="/referrals/${aReferralRead().id}/parts/${aPart().id}/ask-outcome"`,
  )
  const taken = show({ outcomes: [{ ...aMistake(), personSays: { state: 'notAsked' } }] })
  expect(taken).toContain('it was a mistake')
  expect(taken).not.toContain('Write down a correction')
  expect(taken).not.toContain('<bdi>Maggie</bdi> says')
})

test('happy: a referral is finished only once something stands', () => {
  const finish = '>Finish this referral</a>'
  expect(show()).not.toContain(finish)
  expect(show({ outcomes: [aMessageBack()] })).toContain(finish)
  const referral = withPart({ outcomes: [aMessageBack()] })
  const page = String(<FinishView {...step} referral={referral} />)
  expect(page).toContain('the group no longer sees anything of <bdi>Maggie</bdi>')
  expect(page).toContain('<form')
})

test('refused: finishing unseen leads to what is to be written down first', () => {
  const html = String(<FinishView {...step} />)
  expect(html).toContain('Write down what happened first')
  expect(html).not.toContain('<form')
  const other = aPart({ state: 'requested' })
  const waiting = aReferralRead({ assignments: [other, aPart({ outcomes: [aMessageBack()] })] })
  expect(String(<FinishView {...step} referral={waiting} />)).toContain('has not answered yet')
})

test('happy: a line says what was said last, and what the script compares changes with it', () => {
  const outcome = { kind: 'stillComing', saidAt: '2026-05-03T09:00:00Z' } as const
  expect(lineNext(aLine({ ...accepted, outcome }), today)).toBe(
    'They are still coming, said Sunday 3 May',
  )
  const answer = {
    at: answeredAt,
    saidBy: 'person',
    says: 'yes',
    score: null,
    words: null,
  } as const
  const said = [
    {},
    { outcomes: [aMessageBack()] },
    { outcomes: [aMessageBack(undefined, { revision: 2 })] },
    {
      outcomes: [
        aMessageBack({ state: 'answered', answers: [{ ...answer, isAboutEarlier: false }] }),
      ],
    },
  ].map((part) => referralSaid(withPart(part)))
  expect(new Set(said).size).toBe(said.length)
})

test('refused: what happened and who told it are each asked for, and what was typed stays', () => {
  const form = new URLSearchParams({ text: 'She sings.', by: ' ', on: today, how: 'phone' })
  const [read, told] = [readOutcome(form), readTold(form)]
  const problems = [...read.problems, ...told.problems]
  expect(problems.map(({ field }) => field)).toEqual(['kind', 'saidOn', 'by'])
  const typed = { typed: read.typed, told: told.typed }
  const html = String(<RecordOutcomeView {...step} part={aPart()} {...typed} problems={problems} />)
  expect(html).toContain('She sings.</textarea>')
  for (const { field } of problems) expect(html).toContain(`id="${field}-error"`)
})

test('happy: a correction written down names what it read, and can take it back', () => {
  const shown = { part: aPart(), told: nothingTold(today), typed: nothingSaid(today, []) }
  const html = String(<RecordOutcomeView {...step} {...shown} correcting={anOutcome()} isNewer />)
  expect(html).toContain('name="revision" value="1"')
  expect(html).toContain('name="mistake" value="yes"')
  expect(html).toContain('It says now:')
})

test('happy: a day that was told is read with who told it', () => {
  const told = { by: 'Pat', how: 'phone', on: today }
  const read = readCame(new URLSearchParams({ ...told, mark: 'came', cameOn: '2026-11-25' }))
  expect(read.came).toEqual({ mark: 'came', on: '2026-11-25' })
  expect(read.told.told).toEqual(told)
})

test('refused: a day that was told lacks whether, when and who', () => {
  const read = readCame(new URLSearchParams({ cameOn: 'other', cameOnOther: 'x' }))
  expect(read.problems.map(({ field }) => field)).toEqual(['mark', 'cameOn', 'by', 'how', 'on'])
  const shown = { part: aPart(), told: read.told.typed, typed: read.typed, problems: read.problems }
  expect(String(<RecordCameView {...step} {...shown} />)).toContain('value="x"')
})

test('secure: what was said is shown as words and never as markup', () => {
  const words = { text: '<script>', quotesPerson: false }
  const html = show({ outcomes: [aMessageBack(undefined, { words })] })
  expect(html).toContain('&lt;script&gt;')
})
