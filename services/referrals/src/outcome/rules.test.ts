import { type OutcomeGiven, outcomeKinds } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { createWorkingDays } from '@waymark/core/working-days'
import { describe, expect, test } from 'vitest'
import { answerUntil, corrected, demandSaid, hasEnded, newOutcome, personSideOf } from './rules.ts'

const now = new Date('2026-11-26T10:00:00Z')
const given: OutcomeGiven = { kind: 'finished', on: '2026-11-25', timesCame: null, words: null }
const said = {
  ...{ id: 'o1', assignmentId: 'a1', source: 'link' as const, told: null },
  ...{ given, timesOnRegister: 3 },
}
const first = newOutcome(said, now)
const correction = { revision: 1, source: 'call' as const, told: null, timesOnRegister: 4, given }

test('happy: how often they came is what was said, or else what the register counts', () => {
  expect(first).toMatchObject({ revision: 1, standing: 'final', timesCame: 3 })
  expect(newOutcome({ ...said, given: { ...given, timesCame: 5 } }, now).timesCame).toBe(5)
  expect(newOutcome({ ...said, timesOnRegister: null }, now).timesCame).toBeNull()
})

test('happy: a correction is the next revision; a mistake keeps nothing that was said', () => {
  const later = new Date('2026-11-27T10:00:00Z')
  expect(corrected(first, correction, later)).toMatchObject({
    ...{ revision: 2, timesCame: 4, source: 'call', firstSaidAt: first.saidAt },
    saidAt: later.toISOString(),
  })
  expect(corrected(first, { ...correction, given: null }, later)).toMatchObject({
    ...{ revision: 2, standing: 'enteredInError', kind: null, timesCame: null, words: null },
  })
})

test('refused: a day that has not come, another revision, and what was taken back', () => {
  const tomorrow = { ...given, on: '2026-11-27' }
  expect(() => newOutcome({ ...said, given: tomorrow }, now)).toThrow('not in the future')
  expect(() => corrected(first, { ...correction, given: tomorrow }, now)).toThrow('in the future')
  expect(() => corrected(first, { ...correction, revision: 2 }, now)).toThrow('Load it again')
  const mistake = corrected(first, { ...correction, given: null }, now)
  expect(() => corrected(mistake, { ...correction, revision: 2 }, now)).toThrow('taken back')
})

test.each(keysOf(outcomeKinds))('happy: whether the part is over with "%s"', (kind) => {
  expect(hasEnded([{ ...first, kind }])).toBe(kind !== 'stillComing')
})

test('refused: a referral is not finished where nothing that was said still stands', () => {
  const mistake = corrected(first, { ...correction, given: null }, now)
  expect(() => demandSaid([])).toThrow('Write down what happened first.')
  expect(() => demandSaid([mistake])).toThrow('Write down what happened first.')
  expect(hasEnded([mistake])).toBe(false)
  demandSaid([first])
})

describe('the person’s side', () => {
  // Christmas Day, Boxing Day's substitute and New Year's Day lie between.
  const until = answerUntil(first, createWorkingDays())
  const before = new Date(Date.parse(until) - 1)
  const answer = {
    ...{ at: '2026-11-27T10:00:00.000Z', saidBy: 'person' as const, says: 'yes' as const },
    ...{ score: 7, words: null, revision: 1 },
  }
  const side = { wasAsked: true, answers: [], outcome: first, until }

  test('happy: twenty working days, by the bank holidays', () => {
    expect(until).toBe('2026-12-24T17:00:00.000Z')
  })

  test('happy: nobody is asked without a goal', () => {
    expect(personSideOf({ ...side, wasAsked: false }, now)).toEqual({ state: 'notAsked' })
  })

  test('happy: silence is waiting, then not answered, and never a yes or a no', () => {
    expect(personSideOf(side, before)).toEqual({ state: 'waiting', until })
    expect(personSideOf(side, new Date(until))).toEqual({ state: 'notAnswered' })
  })

  test('happy: an answer counts however late, and says when it is about an earlier report', () => {
    const late = { ...answer, at: '2027-02-01T10:00:00.000Z' }
    const second = { ...first, revision: 2 }
    const answers = [answer, { ...late, revision: 2 }]
    expect(personSideOf({ ...side, outcome: second, answers }, new Date(late.at))).toMatchObject({
      ...{ state: 'answered', answers: [{ isAboutEarlier: false }, { isAboutEarlier: true }] },
    })
  })
})
