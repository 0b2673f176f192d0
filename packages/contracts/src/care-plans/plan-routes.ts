import { z } from 'zod'
import { looks } from '../looks.ts'
import { workerRoles } from '../people/words.ts'
import { route } from '../route.ts'
import { id } from '../shared.ts'
import {
  actionGiven,
  conversationGiven,
  entryGiven,
  goalGiven,
  goalStateGiven,
  memberGiven,
  planPart,
} from './given.ts'
import { criteriaResult, plan, planTask } from './records.ts'
import { criteriaSet, planState } from './words.ts'

const byId = z.strictObject({ id })

/** The person themself, and those who work with them. */
export const planRoles = [...workerRoles, 'person'] as const

/** An edit names the version it read of what it edits, and answers the whole plan. */
const edit = { allow: planRoles, params: byId, response: plan, ifMatch: true } as const
const add = {
  allow: planRoles,
  params: byId,
  response: plan,
  status: 201,
  idempotent: true,
} as const

/** A person's plan and what is in it. Every change answers the whole plan. */
export const planRoutes = {
  createPlan: route({
    method: 'post',
    path: '/plans',
    summary: 'Begin a plan. `conflict` where the person has one that is not ended.',
    allow: planRoles,
    /** Null: the plan of whoever is signed in. */
    body: z.strictObject({ personId: id.nullable() }),
    response: plan,
    status: 201,
    idempotent: true,
  }),
  findPlan: route({
    method: 'post',
    path: '/plans/find',
    summary: 'The plan of a person you work with, or your own; the latest of those that ended.',
    allow: planRoles,
    body: z.strictObject({ personId: id.nullable() }),
    response: z.object({ plan: plan.nullable() }),
  }),
  readPlan: route({
    method: 'get',
    path: '/plans/{id}',
    summary: 'Read a plan: your own, or of somebody you work with now.',
    allow: planRoles,
    params: byId,
    response: plan,
  }),
  setPlanState: route({
    method: 'put',
    path: '/plans/{id}/state',
    summary: 'Put a plan in use, pause it, or end it.',
    ...edit,
    body: z.strictObject({ state: planState.exclude(['draft']) }),
  }),
  setPlanPart: route({
    method: 'put',
    path: '/plans/{id}/parts',
    summary: 'Save one section of a plan.',
    ...edit,
    body: planPart,
  }),
  checkPlan: route({
    method: 'get',
    path: '/plans/{id}/criteria/{set}',
    summary: 'A plan against a set of criteria: met, not yet, cannot tell, and why.',
    allow: planRoles,
    params: z.strictObject({ id, set: criteriaSet }),
    response: criteriaResult,
  }),
  addEntry: route({
    method: 'post',
    path: '/plans/{id}/entries',
    summary: 'Write down what matters, a strength, what worked before, how life is.',
    ...add,
    body: entryGiven,
  }),
  editEntry: route({
    method: 'put',
    path: '/entries/{id}',
    summary: 'Change an entry.',
    ...edit,
    body: entryGiven,
  }),
  removeEntry: route({
    method: 'delete',
    path: '/entries/{id}',
    summary: 'Take an entry out of the plan.',
    ...edit,
  }),
  addMember: route({
    method: 'post',
    path: '/plans/{id}/circle',
    summary: 'Add somebody to the circle of support.',
    ...add,
    body: memberGiven,
  }),
  editMember: route({
    method: 'put',
    path: '/circle/{id}',
    summary: 'Change what is said of somebody in the circle.',
    ...edit,
    body: memberGiven,
  }),
  removeMember: route({
    method: 'delete',
    path: '/circle/{id}',
    summary: 'Take somebody out of the circle.',
    ...edit,
  }),
  addConversation: route({
    method: 'post',
    path: '/plans/{id}/conversations',
    summary: 'Write down that somebody talked with the person about the plan.',
    ...add,
    body: conversationGiven,
  }),
  addGoal: route({
    method: 'post',
    path: '/plans/{id}/goals',
    summary: 'Write down a goal.',
    ...add,
    body: goalGiven,
  }),
  editGoal: route({
    method: 'put',
    path: '/goals/{id}',
    summary: 'Change a goal. Its state and its standing stay as they are.',
    ...edit,
    body: goalGiven,
  }),
  setGoalState: route({
    method: 'put',
    path: '/goals/{id}/state',
    summary: 'Say whether a goal is worked on.',
    ...edit,
    body: goalStateGiven,
  }),
  addAction: route({
    method: 'post',
    path: '/goals/{id}/actions',
    summary: 'Write down a step: what, who, when.',
    ...add,
    body: actionGiven,
  }),
  editAction: route({
    method: 'put',
    path: '/actions/{id}',
    summary: 'Change a step, or say how far it has come.',
    ...edit,
    body: actionGiven,
  }),
  listPlanTasks: route({
    method: 'get',
    path: '/tasks',
    summary: 'What you have to do for the plans of those you work with: who to ring today first.',
    allow: workerRoles,
    response: z.object({ contents: z.array(planTask).max(200) }),
  }),
  listOwnPlanLooks: route({
    method: 'get',
    path: '/looks',
    summary: 'Who looked at your plan.',
    allow: ['person'],
    response: looks,
  }),
} as const
