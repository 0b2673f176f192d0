import type { AnswerGiven, Goal, GoalGiven } from '@waymark/contracts'
import { commonTables, readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anOutcome } from '../testing/stand-in-referrals.ts'
import { type StartedCarePlans, startCarePlans } from '../testing.ts'
import { outcomeTable, refusedTable } from './tables.ts'

let started: StartedCarePlans
let goalIds: readonly string[] = []
const aGoal: GoalGiven = {
  ...{ words: 'See people twice a week', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: [], agreedByPerson: true, agreedOn: null },
}
beforeEach(async () => {
  started = await startCarePlans()
  const { id } = await started.priya.createPlan({ body: { personId: started.ids.margaret } })
  await started.priya.addGoal({ params: { id }, body: aGoal })
  const body = { ...aGoal, words: 'Cook again' }
  goalIds = (await started.priya.addGoal({ params: { id }, body })).goals.map((goal) => goal.id)
})
afterEach(async () => {
  await started.stop()
})

const link = (at = 0, referralId = started.ids.referral) =>
  started.priya.linkReferral({ params: { id: goalIds[at] ?? '', referralId } })
const say = async (given: Parameters<typeof anOutcome>[0] = {}) => {
  await started.referrals.say(started.ids.referral, anOutcome(given))
  await started.hear()
}
const own = { body: { personId: null } }
const goals = async (): Promise<readonly Goal[]> =>
  (await started.margaret.findPlan(own)).plan?.goals ?? []
const goal = async (at = 0) => (await goals())[at]
const question = async (at = 0) => (await goal(at))?.suggestions[0]
const yes: AnswerGiven = {
  ...{ revision: 1, says: 'yes', score: 7, words: 'I have friends there.' },
  ...{ saidBy: 'person', told: null, tellReferrer: true },
}
const byPhone = { how: 'phone', on: '2026-11-21' } as const
const params = async () => ({ id: (await question())?.id ?? '' })

test('happy: it arrives beside her goal as a question, and her yes moves the goal', async () => {
  await link()
  await say()
  expect(await goal()).toMatchObject({
    ...{ standing: 'notSaid', own: null, referrals: [{ referralId: started.ids.referral }] },
    suggestions: [{ state: 'waiting', outcome: anOutcome(), listingName: 'Lunch club' }],
  })
  await started.margaret.answerSuggestion({ params: await params(), body: yes })
  expect(await goal()).toMatchObject({
    ...{ standing: 'yes', own: { first: { score: 7 }, latest: { score: 7 } } },
    suggestions: [{ state: 'answered', confirmations: [{ words: 'I have friends there.' }] }],
  })
})

test('happy: said before the link, it waits unlinked and comes with the link', async () => {
  await say()
  const before = await started.margaret.findPlan(own)
  expect(before.plan?.notLinked).toMatchObject([{ outcome: anOutcome() }])
  const plan = await link()
  expect(plan.notLinked).toEqual([])
  expect(await question()).toMatchObject({ state: 'waiting' })
})

test('happy: one referral feeds two goals, each with an answer of its own', async () => {
  await link(0)
  await link(1)
  await say()
  await started.margaret.answerSuggestion({ params: await params(), body: yes })
  expect(await goal(0)).toMatchObject({ standing: 'yes' })
  expect(await goal(1)).toMatchObject({ standing: 'notSaid' })
})

test('happy: told again and in the wrong order, it is one question, of the latest', async () => {
  await link()
  await say({ revision: 2, timesCame: 2 })
  await say()
  await say()
  await say({ revision: 2, timesCame: 2 })
  const found = (await goal())?.suggestions
  expect(found).toMatchObject([{ state: 'waiting', outcome: { revision: 2, timesCame: 2 } }])
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 100 })
  expect(events.filter(({ type }) => type === 'suggestion.made')).toHaveLength(1)
})

test('happy: a worker writes down what she said by phone, with the day she said it', async () => {
  await link()
  await say()
  const body = { ...yes, says: 'partly' as const, told: byPhone }
  await started.priya.answerSuggestion({ params: await params(), body })
  expect(await question()).toMatchObject({
    confirmations: [
      { told: byPhone, writtenBy: started.ids.priya, at: '2026-11-21T12:00:00.000Z' },
    ],
  })
})

test('happy: scores stay apart, and a very low one is rung about once', async () => {
  const id = goalIds[0] ?? ''
  await started.margaret.rateGoal({
    ...{ params: { id }, body: { score: 1, by: 'person', words: null, told: null } },
  })
  await started.priya.rateGoal({
    ...{ params: { id }, body: { score: 9, by: 'worker', words: null, told: null } },
  })
  const ratings = (await goal())?.ratings ?? []
  expect(ratings.map(({ by, score }) => [by, score])).toEqual([
    ['person', 1],
    ['worker', 9],
  ])
  const low = { params: { id: ratings[0]?.id ?? '' } }
  await started.priya.markRung(low)
  started.clock.advance(60_000)
  await started.priya.markRung(low)
  expect((await goal())?.own?.first.rung).toEqual({
    ...{ by: started.ids.priya, at: '2026-11-22T09:00:00.000Z' },
  })
})

test('refused: an answer to an earlier revision, and a worker who was told by nobody', async () => {
  await link()
  await say()
  const given = { params: await params(), body: yes }
  await expect(started.priya.answerSuggestion(given)).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/told' }],
  })
  await say({ revision: 2 })
  await expect(started.margaret.answerSuggestion(given)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await goal()).toMatchObject({ standing: 'notSaid', ratings: [] })
})

test('refused: what the group took back is not answered, nor what is not linked', async () => {
  await link()
  await say()
  const given = { params: await params(), body: yes }
  const { ids, priya, margaret } = started
  await priya.unlinkReferral({ params: { id: goalIds[0] ?? '', referralId: ids.referral } })
  await expect(margaret.answerSuggestion(given)).rejects.toMatchObject({ code: 'conflict' })
  await link()
  await say({ revision: 2, standing: 'enteredInError', kind: null, timesCame: null, words: null })
  const body = { ...yes, revision: 2 }
  const tried = margaret.answerSuggestion({ ...given, body })
  await expect(tried).rejects.toMatchObject({ code: 'conflict' })
  expect(await goal()).toMatchObject({ standing: 'notSaid', ratings: [] })
})

test('secure: told after a stop, nothing of it is kept but that it was told', async () => {
  await link()
  await started.referrals.stop(started.ids.referral, anOutcome().assignmentId)
  await say()
  const { reader } = started.deps.db
  expect(await reader.select().from(outcomeTable)).toEqual([])
  expect(await reader.select().from(refusedTable)).toHaveLength(1)
  expect((await goal())?.suggestions).toEqual([])
})

test('secure: stopped before what was told is heard, nothing of it is kept', async () => {
  await link()
  await started.referrals.say(started.ids.referral, anOutcome())
  await started.referrals.stop(started.ids.referral, anOutcome().assignmentId)
  await started.hear()
  expect(await started.deps.db.reader.select().from(outcomeTable)).toEqual([])
})

test('secure: an answer after a stop goes back to nobody', async () => {
  await link()
  await say()
  await started.referrals.stop(started.ids.referral, anOutcome().assignmentId)
  await started.hear()
  await started.margaret.answerSuggestion({ params: await params(), body: yes })
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 100 })
  expect(events.map(({ type }) => type)).not.toContain('suggestion.answered')
})

test('secure: another’s referral is not linked, and a stranger does not answer', async () => {
  await expect(link(0, started.ids.winstons)).rejects.toMatchObject({ code: 'notFound' })
  await link()
  await say()
  const given = { params: await params(), body: { ...yes, told: byPhone } }
  await expect(started.kofi.answerSuggestion(given)).rejects.toMatchObject({ code: 'notFound' })
  await expect(started.leila.answerSuggestion(given)).rejects.toMatchObject({ code: 'forbidden' })
})

test('secure: no words of hers or the group’s in events, audit or log', async () => {
  await link()
  await say()
  await started.margaret.answerSuggestion({ params: await params(), body: yes })
  const { reader } = started.deps.db
  const { events } = await readEvents(reader, { after: 0, limit: 100 })
  const kept = await Promise.all(commonTables.map((table) => reader.select().from(table)))
  const all = JSON.stringify([events, kept, started.logged])
  for (const words of ['laughs', 'friends', 'twice a week']) expect(all).not.toContain(words)
})
