import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, paging } from '../shared.ts'
import { groupAnswer } from './given.ts'
import { groupAssignment, groupAssignmentSummary } from './records.ts'
import { answererRoles } from './words.ts'

const byId = z.strictObject({ id })

/** A link, as it was opened. A wrong one is answered alike however it is wrong: not found. */
export const givenToken = z.string()

/** What proves that the button on a link's page was pressed: web alone holds it, in a cookie. */
export const answerSession = z.string().min(20).max(200)

const linkAndSession = z.strictObject({ token: givenToken, session: answerSession })

/** What a link shows to whoever opens it, a mail scanner too: nothing of a person. */
export const linkFace = z.object({
  state: z.enum(['waiting', 'answered', 'expired', 'superseded', 'ended']),
  listingName: z.string(),
  organisationName: z.string(),
  sender: groupAssignment.shape.sender,
  answerBy: instant,
})
export type LinkFace = z.infer<typeof linkFace>

/** What a link's session shows. */
export const linkedAssignment = z.object({
  assignment: groupAssignment,
  /** The code that opens surname and how to reach them. `notNeeded`: there is nothing to open. */
  code: z.discriminatedUnion('state', [
    z.object({ state: z.literal('notNeeded') }),
    z.object({ state: z.literal('notSent') }),
    z.object({
      state: z.literal('sent'),
      expiresAt: instant,
      triesLeft: z.number().int().nonnegative(),
    }),
    z.object({ state: z.literal('proved') }),
  ]),
})
export type LinkedAssignment = z.infer<typeof linkedAssignment>

/** A group's answer: signed in, or by the link from its e-mail. */
export const answeringRoutes = {
  listForGroup: route({
    method: 'get',
    path: '/organisations/{id}/assignments',
    summary: 'What was sent to your group: what waits for you first, then the newest.',
    allow: answererRoles,
    params: byId,
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    response: z.object({ ...paging.shape, contents: z.array(groupAssignmentSummary) }),
  }),
  readForGroup: route({
    method: 'get',
    path: '/assignments/{id}',
    summary: 'Read what was sent to your group.',
    allow: answererRoles,
    params: byId,
    response: groupAssignment,
  }),
  answerForGroup: route({
    method: 'post',
    path: '/assignments/{id}/answer',
    summary: 'Answer for your group.',
    allow: answererRoles,
    params: byId,
    body: z.strictObject({ answer: groupAnswer }),
    response: groupAssignment,
    idempotent: true,
  }),
  readLinkFace: route({
    method: 'post',
    path: '/answer-links/read',
    summary: 'What an answer link shows before its button is pressed. Changes nothing.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken }),
    response: linkFace,
  }),
  startAnswerSession: route({
    method: 'post',
    path: '/answer-links/sessions',
    summary: 'The button was pressed: thirty minutes with this one assignment.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken }),
    response: z.object({ session: answerSession, expiresAt: instant }),
    status: 201,
  }),
  readLinked: route({
    method: 'post',
    path: '/answer-links/assignment',
    summary: 'What the session shows. Over or of another link: `unauthenticated`.',
    allow: ['service:web'],
    body: linkAndSession,
    response: linkedAssignment,
  }),
  answerLinked: route({
    method: 'post',
    path: '/answer-links/answer',
    summary: 'Answer by the link. A second answer leaves the first as it is.',
    allow: ['service:web'],
    body: linkAndSession.extend({ answer: groupAnswer }),
    response: linkedAssignment,
    idempotent: true,
  }),
  askAnswerCode: route({
    method: 'post',
    path: '/answer-links/code',
    summary: 'After a yes: send a six-digit code to the mailbox the link was sent to.',
    allow: ['service:web'],
    body: linkAndSession,
    response: linkedAssignment,
  }),
  proveAnswerCode: route({
    method: 'post',
    path: '/answer-links/code/proof',
    summary: 'Type in the code that came. Five tries, thirty minutes.',
    allow: ['service:web'],
    body: linkAndSession.extend({
      code: z
        .string()
        .transform((given) => given.replaceAll(/[\s-]/g, ''))
        .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits from the e-mail.')),
    }),
    response: linkedAssignment,
  }),
  freshAnswerLink: route({
    method: 'post',
    path: '/answer-links/fresh',
    summary: 'Send a fresh link, to the address on file only, in place of one that has ended.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken }),
    response: z.object({ expiresAt: instant }),
  }),
} as const
