import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, paging, words } from '../shared.ts'
import { byId, directoryTeam } from './callers.ts'
import { listingCheckNotice } from './notices.ts'
import { placesLeft } from './records.ts'
import { listingPage } from './search.ts'

/** "Is this still right?", asked of a group by e-mail. */
export const listingCheck = z.object({
  id,
  listingId: id,
  askedAt: instant,
  expiresAt: instant,
})
export type ListingCheck = z.infer<typeof listingCheck>

/** What a group says about its listing. What has changed is read by the directory team alone. */
export const checkAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('right'),
    /** Null says nothing about places and leaves what was said before. */
    placesLeft: placesLeft.nullable(),
  }),
  z.strictObject({ outcome: z.literal('changed'), words: words(1000) }),
])
export type CheckAnswer = z.infer<typeof checkAnswer>

/** A check as its link shows it, answered or not. */
export const linkedCheck = z.object({
  state: z.enum(['open', 'answered', 'expired', 'superseded', 'withdrawn']),
  /** What was decided; null until something is. */
  decided: z
    .object({
      outcome: z.enum(['right', 'changed']),
      placesLeft: placesLeft.nullable(),
      answeredAt: instant,
    })
    .nullable(),
  /** The listing as people see it; null once it has been taken down. */
  page: listingPage.nullable(),
})
export type LinkedCheck = z.infer<typeof linkedCheck>

/** What a group wrote when it said that something has changed. For the directory team only. */
export const reportedChange = z.object({
  checkId: id,
  listingId: id,
  listingName: z.string(),
  words: z.string(),
  reportedAt: instant,
})
export type ReportedChange = z.infer<typeof reportedChange>

// A wrong link is answered alike however it is wrong: any text is taken, and not found.
const givenToken = z.string()

/** Asking a group whether its listing is still right, and hearing its answer. */
export const listingCheckRoutes = {
  askIfRight: route({
    method: 'post',
    path: '/listings/{id}/checks',
    summary: 'Ask the group by e-mail whether a listing is still right. An earlier link ends.',
    allow: directoryTeam,
    params: byId,
    response: listingCheck,
    status: 201,
    idempotent: true,
  }),
  readListingCheck: route({
    method: 'post',
    path: '/listing-checks/read',
    summary: 'What an answer link opens. Changes nothing.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken }),
    response: linkedCheck,
  }),
  answerListingCheck: route({
    method: 'post',
    path: '/listing-checks/answer',
    summary: 'Answer by the link from the e-mail. A second answer leaves the first as it is.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken, answer: checkAnswer }),
    response: linkedCheck,
  }),
  freshListingCheck: route({
    method: 'post',
    path: '/listing-checks/fresh',
    summary: 'Send a fresh link, to the address on file only, in place of one that has ended.',
    allow: ['service:web'],
    body: z.strictObject({ token: givenToken }),
    response: z.object({ expiresAt: instant }),
  }),
  listReportedChanges: route({
    method: 'get',
    path: '/reported-changes',
    summary: 'What groups said has changed about their listings, newest first.',
    allow: directoryTeam,
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(500).default(1) }),
    response: z.object({ ...paging.shape, contents: z.array(reportedChange) }),
  }),
  readListingCheckNotice: route({
    method: 'get',
    path: '/notices/listing-checks/{id}',
    summary: 'What to write to a group that is asked whether its listing is still right.',
    allow: ['service:notifications'],
    params: byId,
    response: listingCheckNotice,
  }),
} as const
