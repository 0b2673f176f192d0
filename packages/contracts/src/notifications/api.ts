import { z } from 'zod'
import { route } from '../route.ts'
import { email, id, instant } from '../shared.ts'

/** A message that stayed in the house: as it would have been sent, for the demo's mailbox page. */
export const keptMessage = z.object({
  id,
  to: email,
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  keptAt: instant,
})
export type KeptMessage = z.infer<typeof keptMessage>

/** Every kind of notice there is, and which letter it becomes. */
export const noticeTemplate = z.enum([
  'listingCheck',
  'mailboxCode',
  'referralLink',
  'referralCode',
  'referralStopped',
  'planNews',
])
export type NoticeTemplate = z.infer<typeof noticeTemplate>

/** `claimed`: being prepared, nothing has left. `sending`: it may have left. */
export const noticeState = z.enum([
  'due',
  'claimed',
  'sending',
  'sent',
  'dropped',
  'uncertain',
  'parked',
])
export type NoticeState = z.infer<typeof noticeState>

/** A line of the ledger: what became of one notice. Never to whom it went or what it said. */
export const notice = z.object({
  id,
  template: noticeTemplate,
  state: noticeState,
  /** A code that says why it was dropped, put aside or has to wait. */
  reason: z.string().nullable(),
  attempt: z.number().int().nonnegative(),
  dueAt: instant,
  createdAt: instant,
  settledAt: instant.nullable(),
})
export type NoticeLine = z.infer<typeof notice>

const operators = ['administrator', 'operator'] as const

/** Messages and the ledger of them. Nobody asks for a message here: events do. */
export const notificationsApi = {
  service: 'notifications',
  routes: {
    readMailbox: route({
      method: 'get',
      path: '/mailbox',
      summary: 'Read what would have been sent, newest first. The demo alone has a mailbox.',
      allow: ['service:web'],
      response: z.object({ messages: z.array(keptMessage).max(100) }),
    }),
    listNotices: route({
      method: 'get',
      path: '/notices',
      summary: 'What became of notices, newest first. It names nobody.',
      allow: operators,
      query: z.strictObject({ state: noticeState.exactOptional() }),
      response: z.object({ notices: z.array(notice).max(200) }),
    }),
    replayNotice: route({
      method: 'post',
      path: '/notices/{id}/replay',
      summary: 'Try a notice again that was put aside. Its owner is asked anew what it says.',
      allow: operators,
      params: z.strictObject({ id }),
      response: notice,
    }),
    readHeld: route({
      method: 'get',
      path: '/held-notices',
      summary: 'How many notices wait because the ledger was restored: they may have gone out.',
      allow: operators,
      response: z.object({ held: z.number().int().nonnegative() }),
    }),
    settleHeld: route({
      method: 'post',
      path: '/held-notices',
      summary: 'Send them after all, where their owners say that they still hold, or drop them.',
      allow: operators,
      body: z.strictObject({ as: z.enum(['send', 'drop']) }),
      response: z.object({ settled: z.number().int().nonnegative() }),
    }),
  },
} as const
