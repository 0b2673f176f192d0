import { outcomeKinds } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aGroupPart } from '../referrals/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { Going, type GoingProps } from './going.tsx'
import { nothingSaid, readOutcome, typedOf } from './read-outcome.ts'
import { type SayProps, SayView } from './say.tsx'
import { aMistake, anOutcome } from './testing.ts'

const today = '2026-11-26'
const path = '/answer/referral/a-token'
const accepted = aGroupPart({ state: 'accepted', answeredAt: '2026-11-20T09:00:00Z' })
const going = (part: Partial<GoingProps['part']> = {}, given: Partial<GoingProps> = {}) =>
  String(<Going part={{ ...accepted, ...part }} {...{ today, path, problems: [], ...given }} />)
const say = (given: Partial<SayProps> = {}) =>
  String(
    <SayView
      {...{ frame: aFrame(), part: accepted, today, path }}
      typed={nothingSaid(today, [])}
      {...given}
    />,
  )
const day = (on: string, finishedAt: string | null) => ({
  ...({ on, mark: 'came', finishedAt, told: null } as const),
})

test('happy: a day is ticked, taken back and finished, with what finishing does', () => {
  const html = going({
    attendance: [day('2026-11-24', null), day('2026-11-17', '2026-11-18T09:00:00Z')],
  })
  expect(html).toContain(`action="${path}/came"`)
  for (const mark of ['came', 'cameWithSomeone', 'didNotCome', 'none']) {
    expect(html).toContain(`name="mark" value="${mark}"`)
  }
  expect(html).toContain('Only your group sees this yet')
  expect(html).toContain('They can see this')
  expect(html).toContain('When you finish, <bdi>Priya</bdi> and <bdi>Maggie</bdi> can see these')
  expect(going({ attendance: [day('2026-11-17', '2026-11-18T09:00:00Z')] })).not.toContain(
    '/finish',
  )
})

test('happy: a group that signs in finishes a day with its register', () => {
  const registerOf = (on: string) => `/register/${on}`
  const html = going({ attendance: [day('2026-11-24', null)] }, { registerOf })
  expect(html).toContain('href="/register/2026-11-24"')
  expect(html).not.toContain(`${path}/finish`)
})

test('happy: what was said so far is shown, and what stands can be corrected', () => {
  expect(going()).toContain('It takes a minute')
  const html = going({ outcomes: [anOutcome()] })
  expect(html).toContain('They are still coming')
  expect(html).toContain('They came 3 times.')
  expect(html).toContain('In the group’s words:')
  expect(html).toContain(`href="${path}/happened/${anOutcome().id}"`)
  const taken = going({ outcomes: [aMistake()] })
  expect(taken).toContain('it was a mistake')
  expect(taken).not.toContain('Correct this')
})

test('happy: the form asks what happened, and never whether a goal was reached', () => {
  const html = say()
  for (const words of Object.values(outcomeKinds)) expect(html).toContain(words)
  expect(html).toContain('<bdi>Maggie</bdi> can read this')
  expect(html).toContain('These are their own words')
  expect(html).toMatch(/name="once" value="[0-9a-f-]{36}"/)
  expect(html.slice(html.indexOf('<main'))).not.toMatch(/goal/i)
})

test('happy: a correction begins with what was said, names what it read, or takes it back', () => {
  const correcting = anOutcome({ revision: 2 })
  const html = say({ correcting, typed: typedOf(correcting) })
  expect(html).toContain(`action="${path}/happened/${correcting.id}"`)
  expect(html.match(/name="revision" value="2"/g)).toHaveLength(2)
  expect(html).toContain('She laughs with Jean.</textarea>')
  expect(html).toMatch(/value="stillComing" checked/)
  expect(html).toContain('name="mistake" value="yes"')
  expect(html).not.toContain('It says now')
})

test('refused: what is wrong leads to its field, with all that was typed', () => {
  const { typed, problems } = readOutcome(
    new URLSearchParams({ text: 'So glad.', quotesPerson: 'yes', timesCame: 'lots' }),
  )
  const html = say({ typed, problems })
  expect(html).toContain('<title>Error: Say what happened')
  for (const { field } of problems) expect(html).toContain(`id="${field}-error"`)
  expect(html).toContain('So glad.</textarea>')
  expect(html).toContain('value="lots"')
  expect(html).toMatch(/value="yes" checked/)
})

test('refused: corrected meanwhile, what it says now stands beside what was typed', () => {
  const correcting = anOutcome({ revision: 3, kind: 'movedOn', words: null })
  const { typed } = readOutcome(new URLSearchParams({ kind: 'finished', text: 'Mine' }))
  const html = say({ correcting, typed, isNewer: true })
  expect(html).toContain('It says now:')
  expect(html).toContain('<p class="wm-said__kind">They moved on to something else</p>')
  expect(html).toContain('Mine</textarea>')
  expect(html).toContain('name="revision" value="3"')
})

test('secure: what a group wrote is shown as words and never as markup', () => {
  const words = { text: '<img src=x>', quotesPerson: true }
  const html = going({ outcomes: [anOutcome({ words })] })
  expect(html).not.toContain('<img')
  expect(html).toContain('What <bdi>Maggie</bdi> said to the group:')
})
