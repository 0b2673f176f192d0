import { agreementWording } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { parseDay } from '../ui/near-day.tsx'
import { aFrame } from '../ui/testing.ts'
import { nothingAgreed, readAgreement } from './agreement-form.tsx'
import { AskNextView } from './ask-next.tsx'
import { RecordAnswerView, readRecorded } from './record-answer.tsx'
import { EndView, ExplainView, StopSharingView } from './steps.tsx'
import { aPart, aReferralRead } from './testing.ts'

const today = '2026-11-26'
const step = { frame: aFrame(), referral: aReferralRead(), today }
const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const yes = { says: 'yes', placesLeft: '', by: 'Pat', how: 'phone', on: today }

test('happy: an answer is written down with who told it, how and on which day', () => {
  const { answer, told, problems } = readRecorded(form(yes))
  expect(problems).toEqual([])
  expect(answer.answer).toEqual({ says: 'yes', placesLeft: null })
  expect(told).toEqual({ by: 'Pat', how: 'phone', on: today })
  const other = readRecorded(form({ ...yes, on: 'other', onOther: '24/11/2026' }))
  expect(other.told?.on).toBe('2026-11-24')
})

test('refused: who, how and when are each asked for, and what was typed is kept', () => {
  const read = readRecorded(
    form({ says: 'no', words: 'Sorry', by: ' ', on: 'other', onOther: 'x' }),
  )
  expect(read.problems.map(({ field }) => field)).toEqual(['reason', 'by', 'how', 'on'])
  expect(read.told).toBeNull()
  const shown = { part: aPart(), told: read.typedTold, answer: read.answer.typed }
  const html = String(<RecordAnswerView {...step} {...shown} problems={read.problems} />)
  expect(html).toContain('Sorry</textarea>')
  expect(html).toContain('value="x"')
  for (const { field } of read.problems) expect(html).toContain(`id="${field}"`)
})

test('happy: days are read as calendars write them and as people do, and nothing else', () => {
  expect(parseDay('2026-03-27')).toBe('2026-03-27')
  expect(parseDay('27/3/2026')).toBe('2026-03-27')
  for (const none of ['', '31/2/2026', 'yesterday', '2026']) expect(parseDay(none)).toBeNull()
})

const agreed = {
  ...{ how: 'phone', askedOn: today, scope: 'thisGroup', holds: 'end' },
  wordingVersion: agreementWording.version,
}

test('happy: an agreement is read with its words, its reach and its end', () => {
  const { agreement } = readAgreement(form(agreed))
  const { wordingVersion } = agreed
  const read = { how: 'phone', askedOn: today, wordingVersion, scope: 'thisGroup' }
  expect(agreement).toEqual({ ...read, until: null })
  const untilDay = readAgreement(form({ ...agreed, holds: 'day', until: '2026-12-24' }))
  expect(untilDay.agreement).toEqual({ ...read, until: '2026-12-24' })
})

test('refused: an agreement lacks how, when, for whom or until when', () => {
  const { agreement, problems } = readAgreement(form({ holds: 'day' }))
  expect(agreement).toBeNull()
  expect(problems.map(({ field }) => field)).toEqual(['how', 'askedOn', 'scope', 'until'])
  expect(nothingAgreed(today).scope).toBe('thisGroup')
})

test('happy: with nobody near the page says so, and offers a search', () => {
  const alternatives = { covered: false, contents: [] }
  const html = String(<AskNextView {...step} alternatives={alternatives} search={null} />)
  expect(html).toContain('No other group near takes referrals')
  expect(html).toContain('name="q"')
  expect(html).toContain('/find?need=company')
  const searched = { q: 'chess', found: [] }
  const none = String(<AskNextView {...step} alternatives={alternatives} search={searched} />)
  expect(none).toContain('Nothing was found')
  expect(none).toContain('value="chess"')
})

test('happy: stopping and ending say what they do before they are done', () => {
  const stop = String(<StopSharingView {...step} part={aPart()} />)
  expect(stop).toContain('they no longer see anything of Maggie')
  expect(stop).toContain('they get an e-mail that says to stop')
  const unmailed = String(<StopSharingView {...step} part={aPart({ mailedAt: null })} />)
  expect(unmailed).not.toContain('they get an e-mail')
  const problems = [{ field: 'as', message: 'Choose why it ends' }]
  expect(String(<EndView {...step} as="" problems={problems} />)).toContain('id="as-error"')
})

test('refused: an answer to a question that cannot be taken is typed in still', () => {
  const problems = [{ field: 'words', message: 'Use 500 characters or fewer.' }]
  const part = aPart({ state: 'underReview' })
  const html = String(<ExplainView {...step} part={part} words="She can." problems={problems} />)
  expect(html).toContain('She can.</textarea>')
  expect(html).toContain('href="#words"')
})
