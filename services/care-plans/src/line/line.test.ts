import type { ActionGiven, GoalGiven } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedCarePlans, startCarePlans } from '../testing.ts'

let started: StartedCarePlans
let planId = ''
beforeEach(async () => {
  started = await startCarePlans()
  planId = (await started.priya.createPlan({ body: { personId: started.ids.margaret } })).id
})
afterEach(async () => {
  await started.stop()
})

const aGoal: GoalGiven = {
  words: '  See people twice a week. ',
  wording: 'verbatim',
  language: 'en',
  whyItMatters: null,
  goodLooksLike: null,
  importance: 9,
  confidence: 4,
  agreedWith: ['Priya'],
  agreedByPerson: true,
  agreedOn: '2026-11-22',
}
const anAction: ActionGiven = {
  ...{ what: 'Go to the lunch club', who: 'person', whoName: null, when: 'Tuesdays' },
  ...{ firstStep: 'Ring Jean', backup: null, state: 'toDo' },
}
const addGoal = async (given: Partial<GoalGiven> = {}) => {
  const plan = await started.priya.addGoal({
    ...{ params: { id: planId }, body: { ...aGoal, ...given } },
  })
  const goal = plan.goals.at(-1)
  if (goal === undefined) throw new Error('The goal is not in the plan.')
  return { plan, goal }
}

test('happy: a goal is kept byte for byte, with who wrote it and when', async () => {
  const { plan, goal } = await addGoal()
  expect(goal).toMatchObject({
    ...{ ...aGoal, planId, state: 'agreed', standing: 'notSaid', version: 1 },
    ...{ by: started.ids.priya, at: '2026-11-22T09:00:00.000Z' },
  })
  expect(plan.version).toBe(2)
})

test('happy: a goal is edited and paused, and its standing stays nobody’s to set', async () => {
  const { goal } = await addGoal({ agreedByPerson: false, agreedOn: null })
  expect(goal.state).toBe('idea')
  const params = { id: goal.id }
  const edited = await started.margaret.editGoal({ params, ifMatch: 1, body: aGoal })
  expect(edited.goals).toMatchObject([{ version: 2, by: started.ids.margaretsAccount }])
  const body = { state: 'paused' as const }
  const paused = await started.priya.setGoalState({ params, ifMatch: 2, body })
  expect(paused.goals).toMatchObject([{ state: 'paused', standing: 'notSaid' }])
})

test('happy: entries, circle, steps and conversations are lines of the same plan', async () => {
  const params = { id: planId }
  const { goal } = await addGoal()
  await started.margaret.addEntry({
    params,
    body: { kind: 'whatMatters', words: 'My garden.', saidByPerson: true },
  })
  const member = { name: 'Ruth', relationship: 'my daughter', chosenByPerson: true }
  await started.priya.addMember({
    params,
    body: { ...member, shouldSeePlan: false, whyNotYet: null },
  })
  await started.priya.addConversation({
    params,
    body: {
      ...{ kind: 'initial', on: '2026-11-20', way: 'phone', personTookPart: true },
      ...{ whyNot: null, preparationOffered: true },
    },
  })
  const plan = await started.priya.addAction({ params: { id: goal.id }, body: anAction })
  expect(plan).toMatchObject({
    entries: [{ words: 'My garden.', by: started.ids.margaretsAccount }],
    circle: [member],
    conversations: [{ kind: 'initial' }],
    goals: [{ actions: [{ ...anAction, goalId: goal.id }] }],
    version: 6,
  })
})

test('happy: a line can be taken out again', async () => {
  const body = { kind: 'strength', words: 'I cook.', saidByPerson: true } as const
  const { entries } = await started.priya.addEntry({ params: { id: planId }, body })
  const params = { id: entries[0]?.id ?? '' }
  const plan = await started.margaret.removeEntry({ params, ifMatch: 1 })
  expect(plan.entries).toEqual([])
  await expect(started.margaret.removeEntry({ params, ifMatch: 1 })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('refused: what cannot be, by its field, and nothing is kept of it', async () => {
  const params = { id: planId }
  const conversation = { kind: 'initial', way: 'phone', preparationOffered: false } as const
  const tries = [
    ['/agreedOn', () => addGoal({ agreedOn: '2026-11-23' })],
    [
      '/whyNot',
      () =>
        started.priya.addConversation({
          params,
          body: { ...conversation, on: '2026-11-20', personTookPart: false, whyNot: null },
        }),
    ],
    [
      '/on',
      () =>
        started.priya.addConversation({
          params,
          body: { ...conversation, on: '2026-11-30', personTookPart: true, whyNot: null },
        }),
    ],
  ] as const
  for (const [pointer, tried] of tries) {
    await expect(tried()).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] })
  }
  expect(await started.priya.readPlan({ params })).toMatchObject({ version: 1 })
})

test('refused: an older version, another kind of line, and a plan that has ended', async () => {
  const { goal, plan } = await addGoal()
  const params = { id: goal.id }
  await started.priya.editGoal({ params, ifMatch: 1, body: aGoal })
  await expect(
    started.margaret.editGoal({ params, ifMatch: 1, body: aGoal }),
  ).rejects.toMatchObject({ code: 'stale' })
  await expect(started.priya.removeEntry({ params, ifMatch: 2 })).rejects.toMatchObject({
    code: 'notFound',
  })
  const ended = { params: { id: planId }, ifMatch: plan.version + 1 }
  await started.priya.setPlanState({ ...ended, body: { state: 'ended' } })
  await expect(addGoal()).rejects.toMatchObject({ code: 'conflict' })
})

test('secure: nobody else writes in it, and its words are in no event and no log', async () => {
  const { goal } = await addGoal()
  const params = { id: goal.id }
  const tried = started.kofi.editGoal({ params, ifMatch: 1, body: aGoal })
  await expect(tried).rejects.toMatchObject({ code: 'notFound' })
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 100 })
  expect(JSON.stringify([events, started.logged])).not.toContain('twice a week')
})
