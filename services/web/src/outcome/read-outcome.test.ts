import { AppError } from '@waymark/core'
import { expect, test } from 'vitest'
import { nothingSaid, outcomeProblems, readOutcome, typedOf } from './read-outcome.ts'
import { anOutcome } from './testing.ts'

const today = '2026-11-26'
const read = (fields: Record<string, string>) => readOutcome(new URLSearchParams(fields))
const whole = { kind: 'stillComing', saidOn: today, timesCame: '4', text: 'Fine.' }

test('happy: what happened is read as the contract says it', () => {
  expect(read(whole).outcome).toEqual({
    ...{ kind: 'stillComing', on: today, timesCame: 4 },
    words: { text: 'Fine.', quotesPerson: false },
  })
  const quoted = read({ ...whole, quotesPerson: 'yes', saidOn: 'other', saidOnOther: '24/11/2026' })
  expect(quoted.outcome).toMatchObject({ on: '2026-11-24', words: { quotesPerson: true } })
  const bare = read({ kind: 'notKnown', saidOn: today, text: '  ', quotesPerson: 'yes' })
  expect(bare.outcome).toEqual({ kind: 'notKnown', on: today, timesCame: null, words: null })
})

test('refused: each field that is wrong is named, and everything typed is kept', () => {
  const typed = { text: 'So glad.', quotesPerson: 'yes' }
  const { outcome, problems, ...kept } = read({
    ...typed,
    ...{ kind: 'goalMet', saidOn: 'other', saidOnOther: 'soon', timesCame: 'lots' },
  })
  expect(outcome).toBeNull()
  expect(problems.map(({ field }) => field)).toEqual(['kind', 'saidOn', 'timesCame'])
  expect(kept.typed).toEqual({
    ...{ kind: 'goalMet', on: { chosen: 'other', other: 'soon' }, timesCame: 'lots' },
    ...{ text: 'So glad.', quotesPerson: true },
  })
})

test('refused: what referrals finds wrong stands at the field it was typed in', () => {
  const problems = [
    { pointer: '/outcome/on', detail: 'Give a day that is not in the future.' },
    { pointer: '/outcome/words/text', detail: 'Use 1000 characters or fewer.' },
    { pointer: '/told/on', detail: 'Give a day that is not in the future.' },
  ]
  const error = new AppError('invalid', 'Some of that needs mending.', { problems })
  expect(outcomeProblems(error).map(({ field }) => field)).toEqual(['saidOn', 'text', 'on'])
  expect(outcomeProblems(new AppError('conflict', 'Not now.'))[0]?.field).toBe('kind')
})

test('happy: an empty form counts finished days; a correction begins with what was said', () => {
  const day = (on: string, mark: 'came' | 'didNotCome', finishedAt: string | null) => ({
    ...{ on, mark, finishedAt, told: null },
  })
  const at = '2026-11-25T10:00:00Z'
  const days = [
    day('2026-11-25', 'came', null),
    day('2026-11-18', 'came', at),
    day('2026-11-11', 'didNotCome', at),
  ]
  expect(nothingSaid(today, days).timesCame).toBe('1')
  expect(nothingSaid(today, days.slice(0, 1)).timesCame).toBe('')
  expect(typedOf(anOutcome())).toEqual({
    ...{ kind: 'stillComing', on: { chosen: '2026-11-24', other: '' }, timesCame: '3' },
    ...{ text: 'She laughs with Jean.', quotesPerson: false },
  })
})
