import { z } from 'zod'
import { route } from '../route.ts'
import { day, id } from '../shared.ts'
import { answerSession, givenToken, linkedAssignment } from './answering.ts'
import { told } from './given.ts'
import {
  attendance,
  attendanceGiven,
  outcomeForPlan,
  outcomeGiven,
  toldAttendance,
  toldOutcome,
} from './outcomes.ts'
import { groupAssignment, referral, sharedAfter, sharedBefore } from './records.ts'
import { answererRoles, senderRoles } from './words.ts'

const byId = z.strictObject({ id })
const linkAndSession = z.strictObject({ token: givenToken, session: answerSession })
const revision = z.number().int().positive()

/** A correction of the revision that was read; null says that it was a mistake altogether. */
const correction = z.strictObject({ revision, outcome: outcomeGiven.nullable() })

/** Which register: one activity, one day. */
const registerAsked = z.strictObject({ listingId: id, on: day })

/** Who is expected on a day, and who came. */
export const register = z.object({
  listingId: id,
  listingName: z.string(),
  on: day,
  people: z.array(
    z.object({
      assignmentId: id,
      firstName: sharedBefore.shape.firstName,
      familyName: sharedAfter.shape.familyName,
      mark: attendance.shape.mark.nullable(),
      finished: z.boolean(),
      /** How many finished days they came, this one left out. */
      timesCameBefore: z.number().int().nonnegative(),
    }),
  ),
})
export type Register = z.infer<typeof register>

const careplans = ['service:care-plans'] as const

/** What happened: who came, and what became of it. By link, signed in, or told on the phone. */
export const outcomeRoutes = {
  readRegister: route({
    method: 'get',
    path: '/organisations/{id}/registers',
    summary: 'Who is expected at one of your activities on a day, and who is ticked.',
    allow: answererRoles,
    params: byId,
    query: registerAsked,
    response: register,
  }),
  markForGroup: route({
    method: 'post',
    path: '/assignments/{id}/attendance',
    summary: 'Tick somebody, or take a tick away. Nobody outside the group sees it yet.',
    allow: answererRoles,
    params: byId,
    body: attendanceGiven,
    response: groupAssignment,
  }),
  finishRegister: route({
    method: 'post',
    path: '/organisations/{id}/registers/finish',
    summary: 'Finish a day’s register: its ticks are told from then on. Finished twice is once.',
    allow: answererRoles,
    params: byId,
    body: registerAsked,
    response: register,
  }),
  reportForGroup: route({
    method: 'post',
    path: '/assignments/{id}/outcomes',
    summary: 'Say what happened, for your group.',
    allow: answererRoles,
    params: byId,
    body: z.strictObject({ outcome: outcomeGiven }),
    response: groupAssignment,
    status: 201,
    idempotent: true,
  }),
  correctForGroup: route({
    method: 'post',
    path: '/outcomes/{id}/revisions',
    summary: 'Correct what your group said happened, or say that it was a mistake.',
    allow: answererRoles,
    params: byId,
    body: correction,
    response: groupAssignment,
    status: 201,
    idempotent: true,
  }),
  markLinked: route({
    method: 'post',
    path: '/answer-links/attendance',
    summary: 'Tick a day by the link, or take a tick away.',
    allow: ['service:web'],
    body: linkAndSession.extend({ attendance: attendanceGiven }),
    response: linkedAssignment,
  }),
  finishLinked: route({
    method: 'post',
    path: '/answer-links/attendance/finish',
    summary: 'Finish the days ticked by the link: they are told from then on.',
    allow: ['service:web'],
    body: linkAndSession,
    response: linkedAssignment,
  }),
  reportLinked: route({
    method: 'post',
    path: '/answer-links/outcomes',
    summary: 'Say what happened, by the link.',
    allow: ['service:web'],
    body: linkAndSession.extend({ outcome: outcomeGiven }),
    response: linkedAssignment,
    status: 201,
    idempotent: true,
  }),
  correctLinked: route({
    method: 'post',
    path: '/answer-links/outcomes/revisions',
    summary: 'Correct by the link what was said, or say that it was a mistake.',
    allow: ['service:web'],
    body: linkAndSession.extend({ outcomeId: id, ...correction.shape }),
    response: linkedAssignment,
    status: 201,
    idempotent: true,
  }),
  recordAttendance: route({
    method: 'post',
    path: '/assignments/{id}/recorded-attendance',
    summary: 'Write down for a group whether somebody came. It counts at once.',
    allow: senderRoles,
    params: byId,
    body: toldAttendance,
    response: referral,
    idempotent: true,
  }),
  recordOutcome: route({
    method: 'post',
    path: '/assignments/{id}/recorded-outcomes',
    summary: 'Write down for a group what it told you happened.',
    allow: senderRoles,
    params: byId,
    body: toldOutcome,
    response: referral,
    status: 201,
    idempotent: true,
  }),
  correctOutcome: route({
    method: 'post',
    path: '/outcomes/{id}/recorded-revisions',
    summary: 'Write down for a group a correction of what happened, or that it was a mistake.',
    allow: senderRoles,
    params: byId,
    body: correction.extend({ told }),
    response: referral,
    status: 201,
    idempotent: true,
  }),
  askWhatHappened: route({
    method: 'post',
    path: '/assignments/{id}/outcome-requests',
    summary: 'Send the group a link to say what happened. Counts among its three of 24 hours.',
    allow: senderRoles,
    params: byId,
    response: referral,
    idempotent: true,
  }),
  takeOutcome: route({
    method: 'post',
    path: '/outcomes/{id}/{revision}/take',
    summary:
      'Take what happened for the person’s plan, and the permit to keep it: written beside ' +
      'withdrawals, so that of the two one comes first. Withdrawn: `gone`.',
    allow: careplans,
    params: z.strictObject({ id, revision: z.coerce.number().int().positive() }),
    response: outcomeForPlan,
  }),
  readReferralForPlan: route({
    method: 'get',
    path: '/plan-referrals/{id}',
    summary: 'Whose a referral is and for which group: to link it to a goal.',
    allow: careplans,
    params: byId,
    response: z.object({
      referralId: id,
      personId: id,
      listingName: z.string(),
      organisationName: z.string(),
    }),
  }),
} as const
