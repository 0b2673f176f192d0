import { z } from 'zod'
import { listingCard } from '../directory/search.ts'
import { knownBy, referralSubject } from '../people/records.ts'
import { route } from '../route.ts'
import { id, instant, ownWords } from '../shared.ts'
import { agreementGiven, groupAnswer, referralGiven, referralWish, told } from './given.ts'
import { referral, referralsPage, sender, sharedCopy } from './records.ts'
import { referralEnding, senderRoles } from './words.ts'

const byId = z.strictObject({ id })

/** Why a group cannot be sent a referral just now. A closed listing is a `conflict` instead. */
export const obstacle = z.enum(['full', 'signpostOnly', 'noMailbox', 'alreadyAsked', 'noWorkplace'])
export type Obstacle = z.infer<typeof obstacle>

/** Somebody not yet registered, as they were typed: for a look at what would be shared. */
const typed = z.strictObject({
  kind: z.literal('typed'),
  ...referralSubject.pick({
    givenName: true,
    familyName: true,
    knownAs: true,
    outcode: true,
    communication: true,
    contact: true,
  }).shape,
})

/** What a referral would share, and with whom, before it is sent. Nothing is kept of it. */
export const referralPreview = z.object({
  listingId: id,
  listingName: z.string(),
  organisationId: id,
  organisationName: z.string(),
  sender: sender.nullable(),
  /** If it were sent now. */
  answerBy: instant,
  shared: sharedCopy,
  /** What stands in the way, each in a sentence that says what to do. */
  obstacles: z.array(z.object({ code: obstacle, says: z.string() })),
})
export type ReferralPreview = z.infer<typeof referralPreview>

/** Three groups to ask next, and whether the agreement already covers them. */
export const alternatives = z.object({
  /** True: one press is enough. False: the person is asked first. */
  covered: z.boolean(),
  contents: z.array(listingCard).max(3),
})
export type Alternatives = z.infer<typeof alternatives>

/** Sending a referral, following it, and asking the next group. */
export const sendingRoutes = {
  previewReferral: route({
    method: 'post',
    path: '/referrals/preview',
    summary: 'What a referral would share, with whom, and what stands in its way. Keeps nothing.',
    allow: senderRoles,
    body: z.strictObject({
      about: z.discriminatedUnion('kind', [...knownBy.options, typed]),
      ...referralWish.shape,
      listingId: id,
    }),
    response: referralPreview,
  }),
  createReferral: route({
    method: 'post',
    path: '/referrals',
    summary: 'Send a referral to its first group. It copies what was agreed to share.',
    allow: senderRoles,
    body: referralGiven,
    response: referral,
    status: 201,
    idempotent: true,
  }),
  listReferrals: route({
    method: 'get',
    path: '/referrals',
    summary: 'The referrals you sent, and those of people you work with now.',
    allow: senderRoles,
    query: z.strictObject({
      state: z.enum(['open', 'ended', 'all']).default('all'),
      /** Those of one person only. */
      personId: id.exactOptional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    response: referralsPage,
  }),
  readReferral: route({
    method: 'get',
    path: '/referrals/{id}',
    summary: 'Read a referral that you sent, or of a person you work with now.',
    allow: senderRoles,
    params: byId,
    response: referral,
  }),
  closeReferral: route({
    method: 'post',
    path: '/referrals/{id}/close',
    summary: 'End a referral. Groups that still had a part in it stop seeing anything of it.',
    allow: senderRoles,
    params: byId,
    body: z.strictObject({ as: referralEnding }),
    response: referral,
    idempotent: true,
  }),
  listAlternatives: route({
    method: 'get',
    path: '/referrals/{id}/alternatives',
    summary: 'Three groups for the same need that take referrals, have room and are near.',
    allow: senderRoles,
    params: byId,
    response: alternatives,
  }),
  askNext: route({
    method: 'post',
    path: '/referrals/{id}/assignments',
    summary: 'Ask another group, with the same words. The one that has not answered is let go.',
    allow: senderRoles,
    params: byId,
    body: z.strictObject({
      listingId: id,
      /** Null: the agreement covers groups like this one. */
      agreement: agreementGiven.nullable(),
    }),
    response: referral,
    status: 201,
    idempotent: true,
  }),
  recordAnswer: route({
    method: 'post',
    path: '/assignments/{id}/recorded-answer',
    summary: 'Write down for a group what it told you.',
    allow: senderRoles,
    params: byId,
    body: z.strictObject({ answer: groupAnswer, told }),
    response: referral,
    idempotent: true,
  }),
  answerQuestion: route({
    method: 'post',
    path: '/questions/{id}/answer',
    summary: 'Answer what a group asked. It gets a fresh link, and as long as before to decide.',
    allow: senderRoles,
    params: byId,
    body: z.strictObject({ words: ownWords(500) }),
    response: referral,
    idempotent: true,
  }),
  sendLinkAgain: route({
    method: 'post',
    path: '/assignments/{id}/links',
    summary: 'Send the group a fresh link, to the address on file. Three in 24 hours.',
    allow: senderRoles,
    params: byId,
    response: referral,
    idempotent: true,
  }),
  stopSharing: route({
    method: 'post',
    path: '/assignments/{id}/stop-sharing',
    summary:
      'The person takes their agreement back for one group, which sees nothing from then on.',
    allow: senderRoles,
    params: byId,
    response: referral,
    idempotent: true,
  }),
} as const
