import type { GoalGiven } from '@waymark/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newsTable } from '../news/tables.ts'
import { anOutcome } from '../testing/stand-in-referrals.ts'
import { type StartedCarePlans, startCarePlans, testId } from '../testing.ts'
import { survivorOf } from './store.ts'

let started: StartedCarePlans
let goalId = ''
const aGoal: GoalGiven = {
  ...{ words: 'See people twice a week', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: [], agreedByPerson: true, agreedOn: null },
}
beforeEach(async () => {
  started = await startCarePlans()
  const { id } = await started.priya.createPlan({ body: { personId: started.ids.margaret } })
  goalId = (await started.priya.addGoal({ params: { id }, body: aGoal })).goals[0]?.id ?? ''
})
afterEach(async () => {
  await started.stop()
})

/** A second record of Margaret's, under which a group was asked, becomes her first. */
const merge = async (from = started.ids.winston, to: string = started.ids.margaret) => {
  await started.people.tellMerged(from, to)
  await started.hear()
}
const say = async () => {
  await started.referrals.say(started.ids.winstons, anOutcome())
  await started.hear()
}
const link = () =>
  started.priya.linkReferral({ params: { id: goalId, referralId: started.ids.winstons } })
const plan = async () => (await started.margaret.findPlan({ body: { personId: null } })).plan
const waiting = [{ state: 'waiting', outcome: anOutcome() }]

test('happy: told of the one record, it is in the plan of the other, in every order', async () => {
  await merge()
  await say()
  expect((await plan())?.notLinked).toMatchObject([{ outcome: anOutcome() }])
  await link()
  expect((await plan())?.goals[0]?.suggestions).toMatchObject(waiting)
  expect((await started.priya.listPlanTasks()).contents).toMatchObject([{ kind: 'askPerson' }])
})

test('happy: heard before the records became one, it moves along', async () => {
  await say()
  expect((await plan())?.notLinked).toEqual([])
  await merge()
  await link()
  expect((await plan())?.goals[0]?.suggestions).toMatchObject(waiting)
})

test('happy: it is news for whoever the record is now', async () => {
  await merge()
  await link()
  await say()
  const kept = await started.deps.db.reader.select().from(newsTable)
  expect(kept).toMatchObject([{ personId: started.ids.margaret }])
})

test('happy: a record that became one that became another is the last one’s', async () => {
  const { reader } = started.deps.db
  const between = testId(71)
  await merge(started.ids.winston, between)
  await merge(between, started.ids.margaret)
  await merge(between, started.ids.margaret)
  expect(await survivorOf(reader, 'demo', started.ids.winston)).toBe(started.ids.margaret)
  await say()
  await link()
  expect((await plan())?.goals[0]?.suggestions).toMatchObject(waiting)
})

test('refused: before the records are one, the referral is somebody else’s', async () => {
  await say()
  await expect(link()).rejects.toMatchObject({ code: 'notFound' })
})

test('secure: another tenant’s records become nobody’s here', async () => {
  await merge()
  const { reader } = started.deps.db
  expect(await survivorOf(reader, 'elsewhere', started.ids.winston)).toBe(started.ids.winston)
})
