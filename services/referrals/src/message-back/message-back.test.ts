import type { AnswerForReferrer } from '@waymark/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aReport, partFor, reported } from '../testing/outcomes.ts'
import { type StartedReferrals, startReferrals, testId } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(async () => {
  await started.stop()
})

const dayMs = 86_400_000
const suggestionId = testId(61)

function anAnswer(outcomeId: string, given: Partial<AnswerForReferrer> = {}): AnswerForReferrer {
  return {
    ...{ confirmationId: testId(62), suggestionId, outcomeId, revision: 1 },
    at: '2026-11-25T12:00:00.000Z',
    ...{ saidBy: 'person', says: 'yes', score: 7, words: 'I look forward to Tuesdays.' },
    ...given,
  }
}

async function hear() {
  started.platform.queue.nudge('referrals-inbox')
  await started.platform.queue.drained()
}

const sideOf = async (referralId: string) =>
  (await partFor(started, referralId)).outcomes[0]?.personSays

test('happy: the person’s side waits, and says when they were not heard', async () => {
  const { referralId, outcome } = await reported(started)
  expect(await sideOf(referralId)).toEqual({ state: 'notAsked' })
  await started.carePlans.tellMade({ suggestionId, outcomeId: outcome.id, referralId })
  await hear()
  expect(await sideOf(referralId)).toMatchObject({ state: 'waiting' })
  started.clock.advance(40 * dayMs)
  expect(await sideOf(referralId)).toEqual({ state: 'notAnswered' })
})

test('happy: their answer stands beside the group’s, once, and after a correction', async () => {
  const { referralId, outcome } = await reported(started)
  const answer = anAnswer(outcome.id)
  await started.carePlans.tellAnswered(referralId, answer)
  await started.carePlans.tellAnswered(referralId, answer)
  await hear()
  const { at, says, score, words, saidBy } = answer
  const told = { at, says, score, words, saidBy, isAboutEarlier: false }
  expect(await sideOf(referralId)).toEqual({ state: 'answered', answers: [told] })
  const body = { revision: 1, outcome: aReport({ kind: 'movedOn' }) }
  await started.jean.correctForGroup({ params: { id: outcome.id }, body })
  expect(await sideOf(referralId)).toMatchObject({ answers: [{ isAboutEarlier: true }] })
})

test('secure: what they keep to themselves is not there', async () => {
  const { referralId, outcome } = await reported(started)
  const kept = anAnswer(outcome.id, { says: null, score: null, words: null })
  await started.carePlans.tellAnswered(referralId, kept)
  await hear()
  expect(await sideOf(referralId)).toMatchObject({
    ...{ state: 'answered', answers: [{ says: null, score: null, words: null }] },
  })
})

test('secure: once sharing has stopped no answer is kept, whenever it was told', async () => {
  const { referralId, outcome, params } = await reported(started)
  await started.carePlans.tellAnswered(referralId, anAnswer(outcome.id))
  await started.priya.stopSharing({ params })
  const refused = anAnswer(outcome.id, { confirmationId: testId(63) })
  started.carePlans.stopped.add(refused.confirmationId)
  await started.carePlans.tellAnswered(referralId, refused)
  await hear()
  expect(JSON.stringify(await partFor(started, referralId))).not.toContain('Tuesdays')
})
