import { planState, planStates } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { keepStart } from '@waymark/relationships'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedCarePlans, startCarePlans, testId } from '../testing.ts'
import { moved, newPlan, transitions } from './rules.ts'

let started: StartedCarePlans
beforeEach(async () => {
  started = await startCarePlans()
})
afterEach(async () => {
  await started.stop()
})

const begin = () => started.priya.createPlan({ body: { personId: started.ids.margaret } })
const own = { body: { personId: null } }

test('happy: a link worker begins a plan, and the person finds it as her own', async () => {
  const made = await begin()
  expect(made).toMatchObject({ personId: started.ids.margaret, state: 'draft', version: 1 })
  expect(await started.margaret.findPlan(own)).toEqual({ plan: made })
})

test('happy: the person begins her own, puts it in use and pauses it', async () => {
  const { id } = await started.margaret.createPlan(own)
  const set = (state: 'active' | 'paused', version: number) =>
    started.margaret.setPlanState({ params: { id }, body: { state }, ifMatch: version })
  expect(await set('active', 1)).toMatchObject({
    state: 'active',
    startedAt: '2026-11-22T09:00:00.000Z',
  })
  expect(await set('paused', 2)).toMatchObject({ state: 'paused', version: 3 })
})

test('secure: in another tenant it is not there, even for who works with the same id', async () => {
  const { id } = await begin()
  const { as, ids, deps } = started
  const who = { tenant: 'demo-two', userId: ids.priya }
  const known = { ...who, id: testId(41), personId: ids.margaret }
  await deps.db.write((tx) => keepStart(tx, known))
  const other = as.user('linkWorker', who)
  const found = await other.findPlan({ body: { personId: ids.margaret } })
  expect(found).toEqual({ plan: null })
  await expect(other.readPlan({ params: { id } })).rejects.toMatchObject({ code: 'notFound' })
})

test('happy: each section is saved on its own', async () => {
  const { id } = await begin()
  const params = { id }
  const review = { on: '2027-02-01', reviewerName: 'Priya', reviewerId: null, inBetween: 'Ring.' }
  await started.priya.setPlanPart({ params, ifMatch: 1, body: { part: 'review', ...review } })
  const saved = await started.priya.setPlanPart({
    ...{ params, ifMatch: 2 },
    body: { part: 'circle', nobodyElse: true },
  })
  expect(saved).toMatchObject({ review, nobodyElse: true, version: 3 })
})

test('happy: two plans in use become one person’s, and the newer is paused', async () => {
  const { people, ids, hear } = started
  const relationshipId = ids.leila
  await people.tellStarted({ relationshipId, personId: ids.winston, userId: ids.priya })
  await hear()
  for (const personId of [ids.margaret, ids.winston]) {
    const { id } = await started.priya.createPlan({ body: { personId } })
    const body = { state: 'active' as const }
    await started.priya.setPlanState({ params: { id }, ifMatch: 1, body })
    started.clock.advance(1000)
  }
  const [newer, older] = [
    await started.priya.findPlan({ body: { personId: ids.winston } }),
    await started.priya.findPlan({ body: { personId: ids.margaret } }),
  ]
  await people.tellMerged(ids.winston, ids.margaret)
  await hear()
  expect(await started.margaret.findPlan(own)).toEqual(older)
  const params = { id: newer.plan?.id ?? '' }
  expect(await started.margaret.readPlan({ params })).toMatchObject({ state: 'paused' })
})

test('refused: a second plan while one runs; after its end there can be another', async () => {
  const { id } = await begin()
  await expect(begin()).rejects.toMatchObject({ code: 'conflict' })
  await started.priya.setPlanState({ params: { id }, ifMatch: 1, body: { state: 'ended' } })
  expect((await begin()).id).not.toBe(id)
})

test('refused: a save of an older version', async () => {
  const { id } = await begin()
  const given = { params: { id }, ifMatch: 1, body: { state: 'active' as const } }
  await started.priya.setPlanState(given)
  await expect(started.priya.setPlanState(given)).rejects.toMatchObject({ code: 'stale' })
})

test.each([
  ['evidence', { part: 'decisions', decisionMaker: 'deputy', evidence: null, until: null }],
  ['on', { part: 'agreement', how: 'phone', on: '2026-11-23' }],
  ['on', { part: 'copy', format: 'paper', on: '2027-01-01' }],
  ['on', { part: 'review', on: '2026-11-01', reviewerName: 'P', reviewerId: null, inBetween: 'x' }],
] as const)('refused: a section with a wrong %s names it', async (field, body) => {
  const { id } = await begin()
  const saved = started.priya.setPlanPart({ params: { id }, ifMatch: 1, body })
  await expect(saved).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: `/${field}` }],
  })
})

const states = keysOf(planStates)
test.each(
  states.flatMap((from) => planState.exclude(['draft']).options.map((to) => [from, to] as const)),
)('happy: by the table, from %s to %s or a refusal', (from, to) => {
  const at = new Date('2026-11-22T09:00:00Z')
  const plan = { ...newPlan({ id: 'a', personId: 'b', createdBy: 'c' }, at), state: from }
  const allowed = transitions[from]
  if (allowed.includes(to)) {
    expect(moved(plan, to, at)).toMatchObject({ state: to, version: 2 })
  } else {
    expect(() => moved(plan, to, at)).toThrow('That cannot be done with this plan.')
  }
})

test('secure: who does not work with her finds no plan and begins none', async () => {
  const { id } = await begin()
  const { kofi, ids, as } = started
  const body = { personId: ids.margaret }
  const elsewhere = as.user('linkWorker', { userId: ids.priya, tenant: 'elsewhere' })
  const another = as.user('person', { userId: ids.leila })
  for (const caller of [kofi, elsewhere, another]) {
    const { readPlan, findPlan, createPlan } = caller
    const tries = [() => readPlan({ params: { id } }), () => findPlan({ body })]
    for (const tried of [...tries, () => createPlan({ body })]) {
      await expect(tried()).rejects.toMatchObject({ code: 'notFound' })
    }
  }
  await expect(started.leila.readPlan({ params: { id } })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('secure: an end of working together is an end of seeing the plan', async () => {
  const { id } = await begin()
  const { ids, people, hear } = started
  const { priyaWithMargaret: relationshipId, margaret: personId, priya: userId } = ids
  await people.tellEnded({ relationshipId, personId, userId })
  await hear()
  await expect(started.priya.readPlan({ params: { id } })).rejects.toMatchObject({
    code: 'notFound',
  })
  expect(await started.margaret.readPlan({ params: { id } })).toMatchObject({ id })
})
