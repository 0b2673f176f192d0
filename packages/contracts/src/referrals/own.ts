import { z } from 'zod'
import { need } from '../directory/words.ts'
import { looks } from '../looks.ts'
import { route } from '../route.ts'
import { id, instant } from '../shared.ts'
import { assignment, sender } from './records.ts'
import { referralState } from './words.ts'

/** One group's part, as the person it is about sees it. */
export const ownPart = assignment
  .pick({
    id: true,
    listingId: true,
    listingName: true,
    organisationName: true,
    organisationPhone: true,
    state: true,
    sentAt: true,
    answeredAt: true,
    agreement: true,
    attendance: true,
    outcomes: true,
  })
  .extend({
    /** Exactly what the group can see now; null: nothing any more. */
    shared: assignment.shape.shared,
    mayStop: z.boolean(),
  })
export type OwnPart = z.infer<typeof ownPart>

/** A referral as the person it is about sees it. */
export const ownReferral = z.object({
  id,
  need,
  whatMatters: z.string().nullable(),
  state: referralState,
  sender: sender.pick({ userId: true, name: true, role: true, workplaceName: true }),
  createdAt: instant,
  /** The newest first. */
  parts: z.array(ownPart),
})
export type OwnReferral = z.infer<typeof ownReferral>

const person = ['person'] as const

/** What the person it is about sees and stops: whose it is comes from who is signed in. */
export const ownReferralRoutes = {
  listOwnReferrals: route({
    method: 'get',
    path: '/own-referrals',
    summary: 'Your referrals, what groups say, and what each of them can see; newest first, 100.',
    allow: person,
    response: z.object({ contents: z.array(ownReferral).max(100) }),
  }),
  stopOwnSharing: route({
    method: 'post',
    path: '/own-referrals/parts/{id}/stop',
    summary: 'Stop sharing with one group, which sees nothing from then on.',
    allow: person,
    params: z.strictObject({ id }),
    response: ownReferral,
    idempotent: true,
  }),
  stopAllOwnSharing: route({
    method: 'post',
    path: '/own-referrals/stop',
    summary: 'Stop sharing with every group.',
    allow: person,
    response: z.object({ contents: z.array(ownReferral).max(100) }),
    idempotent: true,
  }),
  listOwnReferralLooks: route({
    method: 'get',
    path: '/own-referrals/looks',
    summary: 'Who looked at your referrals.',
    allow: person,
    response: looks,
  }),
} as const
