import { z } from 'zod'
import { linkToken } from '../directory/notices.ts'
import { route } from '../route.ts'
import { email, id, instant } from '../shared.ts'
import { groupAssignment } from './records.ts'

const byId = z.strictObject({ id })

/** What every e-mail about a referral may say: of the group and the sender, never of a person. */
const aboutAssignment = {
  to: email,
  organisationName: z.string(),
  listingName: z.string(),
  sender: groupAssignment.shape.sender,
}

/** Why a link is sent. */
export const linkReason = z.enum(['asked', 'again', 'questionAnswered', 'whatHappened'])
export type LinkReason = z.infer<typeof linkReason>

/** What the e-mail with a link says. Taken at the moment of sending, never stored. */
export const answerLinkNotice = z.object({
  ...aboutAssignment,
  linkToken,
  /** Asked for the first time, sent again, or its question was answered. */
  why: linkReason,
  answerBy: instant,
  /** The link's own end. */
  expiresAt: instant,
})
export type AnswerLinkNotice = z.infer<typeof answerLinkNotice>

/** What the e-mail with a one-time code says. */
export const answerCodeNotice = z.object({
  ...aboutAssignment,
  code: z.string().regex(/^\d{6}$/),
  expiresAt: instant,
})
export type AnswerCodeNotice = z.infer<typeof answerCodeNotice>

/** What the e-mail says that tells a group to stop. */
export const stoppedNotice = z.object({ ...aboutAssignment, expiresAt: instant })
export type StoppedNotice = z.infer<typeof stoppedNotice>

const notifications = ['service:notifications'] as const

/**
 * Taking a notice's words is taking the permit to send it: written in the same database as
 * withdrawals, so that of the two one comes first. Withdrawn or past: `gone`.
 */
export const referralNoticeRoutes = {
  takeAnswerLinkNotice: route({
    method: 'post',
    path: '/notices/answer-links/{id}',
    summary: 'Take what to write to a group that is asked, or whose question was answered.',
    allow: notifications,
    params: byId,
    response: answerLinkNotice,
  }),
  takeAnswerCodeNotice: route({
    method: 'post',
    path: '/notices/answer-codes/{id}',
    summary: 'Take what to write to the mailbox that opens how to reach somebody.',
    allow: notifications,
    params: byId,
    response: answerCodeNotice,
  }),
  takeStoppedNotice: route({
    method: 'post',
    path: '/notices/stopped/{id}',
    summary: 'Take what to write to a group that was written to and is to stop.',
    allow: notifications,
    params: byId,
    response: stoppedNotice,
  }),
} as const
