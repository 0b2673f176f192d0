import { type AnswerGiven, carePlansApi, type GoalGiven, type Plan } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anOutcome } from '../testing/stand-in-referrals.ts'
import { type StartedCarePlans, startCarePlans, testId } from '../testing.ts'
import { tasksOf } from './tasks.ts'

let started: StartedCarePlans
let plan: Plan
const aGoal: GoalGiven = {
  ...{ words: 'See people twice a week', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: [], agreedByPerson: true, agreedOn: null },
}
const goalId = () => plan.goals[0]?.id ?? ''
const read = () => started.margaret.readPlan({ params: { id: plan.id } })
beforeEach(async () => {
  started = await startCarePlans()
  const { ids, priya, referrals, hear } = started
  const { id } = await priya.createPlan({ body: { personId: ids.margaret } })
  plan = await priya.addGoal({ params: { id }, body: aGoal })
  await priya.linkReferral({ params: { id: goalId(), referralId: ids.referral } })
  await referrals.say(ids.referral, anOutcome())
  await hear()
  plan = await read()
})
afterEach(async () => {
  await started.stop()
})

const answer: AnswerGiven = {
  ...{ revision: 1, says: 'yes', score: 1, words: 'I have friends there.' },
  ...{ saidBy: 'person', told: null, tellReferrer: true },
}
const suggestionId = () => plan.goals[0]?.suggestions[0]?.id ?? ''
const say = async (given: Partial<AnswerGiven> = {}) => {
  const body = { ...answer, ...given }
  plan = await started.margaret.answerSuggestion({ params: { id: suggestionId() }, body })
  const { confirmations } = plan.goals[0]?.suggestions[0] ?? { confirmations: [] }
  return { id: confirmations.at(-1)?.id ?? '' }
}
/** Answers it; whether that may go back to who referred her. */
const answers = async (id = '') => {
  const { goals } = await started.margaret.answerSuggestion({ params: { id }, body: answer })
  const told = goals[0]?.suggestions.find((each) => each.id === id)?.confirmations.at(-1)
  const params = { id: told?.id ?? '' }
  const taken = started.as.service('referrals').takeAnswer({ params })
  const code = await taken.then(
    () => 'taken',
    ({ code }) => code,
  )
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  const isTold = events.some(({ payload }) => payload?.confirmationId === params.id)
  expect(code).toBe(isTold ? 'taken' : 'gone')
  return { heardBack: isTold }
}
const stop = async () => {
  await started.referrals.stop(started.ids.referral, anOutcome().assignmentId)
  await started.hear()
}
const choose = (choice: 'keep' | 'removeNotes' | 'removeAll') =>
  started.margaret.chooseNotes({
    ...{ params: { id: plan.id }, body: { assignmentId: anOutcome().assignmentId, choice } },
  })

test('happy: an answer goes back to who referred her, as far as she lets it', async () => {
  const referrals = started.as.service('referrals')
  expect(await referrals.takeAnswer({ params: await say() })).toMatchObject({
    ...{ says: 'yes', score: 1, words: 'I have friends there.', saidBy: 'person', revision: 1 },
  })
  expect(await referrals.takeAnswer({ params: await say({ tellReferrer: false }) })).toMatchObject({
    ...{ says: null, score: null, words: null },
  })
})

test('happy: a stop is heard, and what the group wrote is hers to keep or remove', async () => {
  const web = started.as.service('web')
  const body = { assignmentIds: [anOutcome().assignmentId] }
  expect(await web.hasHeardStop({ body })).toEqual({ heard: false })
  await say()
  await stop()
  expect(await web.hasHeardStop({ body })).toEqual({ heard: true })
  expect(await read()).toMatchObject({ stopped: [{ choice: 'notAsked' }] })
  const removed = await choose('removeNotes')
  expect(removed.goals[0]?.suggestions).toMatchObject([
    { outcome: null, confirmations: [{ says: 'yes' }] },
  ])
  expect((await choose('removeAll')).goals[0]?.suggestions).toEqual([])
  expect((await read()).goals[0]?.ratings).toHaveLength(1)
})

test('happy: a stop with one group leaves what another says of the referral', async () => {
  const another = { id: testId(61), assignmentId: testId(62), saidAt: '2026-11-21T11:00:00.000Z' }
  await started.referrals.say(started.ids.referral, anOutcome(another))
  await stop()
  plan = await read()
  const [first, second] = plan.goals[0]?.suggestions ?? []
  expect((await answers(second?.id)).heardBack).toBe(true)
  expect((await answers(first?.id)).heardBack).toBe(false)
  const left = await choose('removeAll')
  expect(left.goals[0]?.suggestions).toMatchObject([{ id: second?.id, state: 'answered' }])
  const later = { ...another, id: testId(63), saidAt: '2026-11-21T12:00:00.000Z' }
  await started.referrals.say(started.ids.referral, anOutcome(later))
  await started.hear()
  expect((await read()).goals[0]?.suggestions).toMatchObject([{}, { state: 'waiting' }])
})

test('happy: what there is to do: ring today first, then ask, link and review', async () => {
  const { priya, ids } = started
  expect((await priya.listPlanTasks()).contents).toMatchObject([
    { kind: 'askPerson', suggestionId: suggestionId(), since: anOutcome().saidAt },
  ])
  await say()
  expect((await priya.listPlanTasks()).contents).toMatchObject([
    { kind: 'ringToday', personId: ids.margaret, goalId: goalId() },
  ])
  await priya.unlinkReferral({ params: { id: goalId(), referralId: ids.referral } })
  expect((await priya.listPlanTasks()).contents.map(({ kind }) => kind)).toEqual([
    ...['ringToday', 'linkOutcome'],
  ])
})

test('happy: a review is due on its day, while the plan is in use', () => {
  const review = { on: '2026-11-23', reviewerName: 'Priya', reviewerId: null, inBetween: 'Ring.' }
  const due = (state: Plan['state'], today: string) =>
    tasksOf({ ...plan, goals: [], state, review }, today).map(({ kind, since }) => [kind, since])
  expect(due('active', '2026-11-23')).toEqual([['reviewDue', '2026-11-23T09:00:00.000Z']])
  expect(due('active', '2026-11-22')).toEqual([])
  expect(due('paused', '2026-11-23')).toEqual([])
})

test('happy: the person sees who looked at her plan', async () => {
  await started.priya.readPlan({ params: { id: plan.id } })
  const { contents } = await started.margaret.listOwnPlanLooks()
  expect(contents[0]).toMatchObject({ userId: started.ids.priya, action: 'plan.read' })
  expect(contents.map(({ userId }) => userId)).not.toContain(started.ids.margaretsAccount)
})

test('refused: choosing while she still shares', async () => {
  await expect(choose('removeAll')).rejects.toMatchObject({ code: 'conflict' })
  expect((await read()).goals[0]?.suggestions).toHaveLength(1)
})

test('secure: after a stop no answer is taken any more', async () => {
  const params = await say()
  await stop()
  const referrals = started.as.service('referrals')
  await expect(referrals.takeAnswer({ params })).rejects.toMatchObject({ code: 'gone' })
})

test('secure: nobody chooses about somebody else’s notes', async () => {
  const { people, ids, hear, priya, referrals } = started
  const relationshipId = ids.leila
  await people.tellStarted({ relationshipId, personId: ids.winston, userId: ids.priya })
  const stopped = { id: ids.kofi, assignmentId: ids.priya }
  await referrals.say(ids.winstons, anOutcome(stopped))
  await referrals.stop(ids.winstons, stopped.assignmentId)
  await hear()
  const winstons = await priya.createPlan({ body: { personId: ids.winston } })
  await stop()
  for (const [id, assignmentId] of [
    [winstons.id, anOutcome().assignmentId],
    [plan.id, stopped.assignmentId],
  ] as const) {
    const body = { assignmentId, choice: 'removeAll' as const }
    const tried = priya.chooseNotes({ params: { id }, body })
    await expect(tried).rejects.toMatchObject({ code: 'notFound' })
  }
  expect((await read()).goals[0]?.suggestions).toHaveLength(1)
})

test('secure: another tenant’s workers have nothing to do, a person has no list', async () => {
  const elsewhere = { userId: started.ids.priya, tenant: 'elsewhere' }
  const theirs = started.as.user('linkWorker', elsewhere)
  expect(await theirs.listPlanTasks()).toEqual({ contents: [] })
  await expect(started.margaret.listPlanTasks()).rejects.toMatchObject({ code: 'forbidden' })
  expect(carePlansApi.routes.listPlanTasks.allow).not.toContain('person')
})
