import { z } from 'zod'
import { workerRoles } from '../people/words.ts'
import { outOfTen, personSays } from '../referrals/outcomes.ts'
import { route } from '../route.ts'
import { email, id, instant, phone } from '../shared.ts'
import { answerGiven, ratingGiven } from './given.ts'
import { planRoles } from './plan-routes.ts'
import { confirmation, plan } from './records.ts'
import { noteChoice } from './words.ts'

const byId = z.strictObject({ id })
const goalAndReferral = z.strictObject({ id, referralId: id })

/** What care-plans tells referrals of an answer: nothing of it where the person keeps it. */
export const answerForReferrer = z.object({
  confirmationId: id,
  suggestionId: id,
  outcomeId: id,
  revision: z.number().int().positive(),
  at: instant,
  saidBy: confirmation.shape.saidBy,
  says: personSays.nullable(),
  score: outOfTen.nullable(),
  words: z.string().nullable(),
})
export type AnswerForReferrer = z.infer<typeof answerForReferrer>

/** What the e-mail to the person says: that there is news, and whom to ring. Not what it is. */
export const newsNotice = z.object({
  to: email,
  /** Somebody who works with them now, and the number of their workplace. Null: nobody does. */
  worker: z.object({ name: z.string(), phone: phone.nullable() }).nullable(),
  /** Whether they have an account with which to look at it themselves. */
  canSignIn: z.boolean(),
  expiresAt: instant,
})
export type NewsNotice = z.infer<typeof newsNotice>

/** How what happened comes back to the person's goals, and what they say of it. */
export const loopRoutes = {
  linkReferral: route({
    method: 'put',
    path: '/goals/{id}/referrals/{referralId}',
    summary: 'Link a referral of the same person to a goal. Linked already, nothing changes.',
    allow: planRoles,
    params: goalAndReferral,
    response: plan,
  }),
  unlinkReferral: route({
    method: 'delete',
    path: '/goals/{id}/referrals/{referralId}',
    summary: 'Take a link away. What the group said leaves the goal; the ratings stay.',
    allow: planRoles,
    params: goalAndReferral,
    response: plan,
  }),
  answerSuggestion: route({
    method: 'post',
    path: '/suggestions/{id}/answers',
    summary:
      'The person’s answer to what a group says, from them or written down for them. ' +
      'A later one stands beside it.',
    allow: planRoles,
    params: byId,
    body: answerGiven,
    response: plan,
    status: 201,
    idempotent: true,
  }),
  rateGoal: route({
    method: 'post',
    path: '/goals/{id}/ratings',
    summary: 'Say how near a goal is, 0 to 10.',
    allow: planRoles,
    params: byId,
    body: ratingGiven,
    response: plan,
    status: 201,
    idempotent: true,
  }),
  markRung: route({
    method: 'post',
    path: '/ratings/{id}/rung',
    summary: 'Say that somebody rang about a very low score. Said twice, the first stands.',
    allow: workerRoles,
    params: byId,
    response: plan,
  }),
  chooseNotes: route({
    method: 'put',
    path: '/plans/{id}/stopped-notes',
    summary: 'After sharing was stopped: keep what a group wrote, or remove it. Removed is gone.',
    allow: planRoles,
    params: byId,
    body: z.strictObject({ assignmentId: id, choice: noteChoice }),
    response: plan,
  }),
  /** Whether every stop that referrals told up to now was heard here. */
  hasHeardStop: route({
    method: 'post',
    path: '/stops/heard',
    summary: 'Whether the end of sharing of these assignments was heard here.',
    allow: ['service:web'],
    body: z.strictObject({ assignmentIds: z.array(id).min(1).max(100) }),
    response: z.object({ heard: z.boolean() }),
  }),
  takeAnswer: route({
    method: 'post',
    path: '/answers/{id}/take',
    summary: 'Take an answer for the message back to the referrer, as far as the person lets it.',
    allow: ['service:referrals'],
    params: byId,
    response: answerForReferrer,
  }),
  takeNewsNotice: route({
    method: 'post',
    path: '/notices/news/{id}',
    summary: 'Take what to write to the person. `gone` where no e-mail is safe, or it is answered.',
    allow: ['service:notifications'],
    params: byId,
    response: newsNotice,
  }),
} as const
