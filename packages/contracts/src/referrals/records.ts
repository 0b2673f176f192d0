import { z } from 'zod'
import { placesLeft } from '../directory/records.ts'
import { need } from '../directory/words.ts'
import { knownBy, person } from '../people/records.ts'
import { id, instant, paging, version } from '../shared.ts'
import { agreementGiven, risks, toldRecord } from './given.ts'
import { attendance, outcome, outcomeWithAnswer } from './outcomes.ts'
import { assignmentState, declineReason, referralState, riskShare, senderRole } from './words.ts'

/** Who sent a referral, and a number to check that it is real. Copied when it was sent. */
export const sender = z.object({
  userId: id,
  role: senderRole,
  name: z.string(),
  workplaceName: z.string(),
  workplacePhone: z.string(),
})
export type Sender = z.infer<typeof sender>

/** What a group may read before it has answered. Nothing here leads to the person's door. */
export const sharedBefore = z.object({
  /** As they like to be called. */
  firstName: z.string(),
  /** The first half of the postcode; null: not known, or they have no fixed address. */
  outcode: z.string().nullable(),
  need,
  needToKnow: z.string().nullable(),
  /** Risks that the group is told, in the sender's words. */
  risks: z.array(z.string()),
  noKnownRisks: z.boolean(),
  /** There is something the sender wants to tell by phone before the first meeting. */
  ringSenderFirst: z.boolean(),
  communication: person.shape.communication,
})
export type SharedBefore = z.infer<typeof sharedBefore>

/** What a group may read after its yes: only ways of reaching the person that are safe. */
export const sharedAfter = z.object({
  givenName: z.string(),
  familyName: z.string(),
  knownAs: z.string().nullable(),
  reason: z.string(),
  whatMatters: z.string().nullable(),
  /** Null each where that way is not safe. All null: reach them through the sender. */
  phone: z.string().nullable(),
  text: z.string().nullable(),
  email: z.string().nullable(),
  post: z.string().nullable(),
  /** Whether a message may be left with somebody else or on a machine. */
  messageSafe: z.boolean(),
  contactNote: z.string().nullable(),
})
export type SharedAfter = z.infer<typeof sharedAfter>

/** Exactly what a group reads, and when. A group reads this copy and nothing else. */
export const sharedCopy = z.object({ before: sharedBefore, after: sharedAfter })
export type SharedCopy = z.infer<typeof sharedCopy>

/** An agreement as it is kept, for one group. */
export const agreement = z.object({
  ...agreementGiven.shape,
  askedBy: z.string(),
  withdrawnAt: instant.nullable(),
})
export type Agreement = z.infer<typeof agreement>

/** What a group asked, and what it was told. */
export const question = z.object({
  id,
  words: z.string(),
  askedAt: instant,
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
})
export type Question = z.infer<typeof question>

/** What a group decided, and when. */
const decision = {
  state: assignmentState,
  answeredAt: instant.nullable(),
  declineReason: declineReason.nullable(),
  declineWords: z.string().nullable(),
  placesLeft: placesLeft.nullable(),
  told: toldRecord.nullable(),
}

const timing = {
  sentAt: instant,
  /** 17:00 on the fifth working day after it was sent. */
  answerBy: instant,
  /** It waits for the group, and the time is past. */
  overdue: z.boolean(),
}

/** What a sender can do about one group's part now. */
export const assignmentMove = z.enum([
  'recordAnswer',
  'answerQuestion',
  'sendAgain',
  'askAnother',
  'recordOutcome',
  'askWhatHappened',
  'stopSharing',
])
export type AssignmentMove = z.infer<typeof assignmentMove>

/** One group's part of a referral, as those who sent it see it. */
export const assignment = z.object({
  id,
  organisationId: id,
  organisationName: z.string(),
  /** To ring the group on. */
  organisationPhone: z.string().nullable(),
  listingId: id,
  listingName: z.string(),
  ...decision,
  ...timing,
  /** When the e-mail with the link was handed on; null: not yet. */
  mailedAt: instant.nullable(),
  questions: z.array(question),
  agreement,
  /** What the group may read; null once sharing has stopped. */
  shared: sharedCopy.nullable(),
  /** Finished days alone, the newest first. */
  attendance: z.array(attendance),
  /** The message back: the latest first. */
  outcomes: z.array(outcomeWithAnswer),
  moves: z.array(assignmentMove),
})
export type Assignment = z.infer<typeof assignment>

/** Enough of a referral to say in a list where it stands. */
export const referralSummary = z.object({
  id,
  about: knownBy,
  ...person.pick({ givenName: true, familyName: true, knownAs: true }).shape,
  need,
  state: referralState,
  createdAt: instant,
  /** The latest group's part. */
  latest: assignment
    .pick({
      id: true,
      listingName: true,
      organisationName: true,
      state: true,
      sentAt: true,
      answerBy: true,
      overdue: true,
      answeredAt: true,
    })
    .extend({
      /** What the group said last of what happened; null: nothing yet. */
      outcome: outcome.pick({ kind: true, saidAt: true }).nullable(),
    }),
})
export type ReferralSummary = z.infer<typeof referralSummary>

/** A page of referrals, those that wait for the sender first, then the newest. */
export const referralsPage = z.object({ ...paging.shape, contents: z.array(referralSummary) })
export type ReferralsPage = z.infer<typeof referralsPage>

/** A referral as those who sent it, or work with the person, see it. */
export const referral = z.object({
  id,
  about: knownBy,
  ...person.pick({ givenName: true, familyName: true, knownAs: true }).shape,
  need,
  reason: z.string(),
  needToKnow: z.string().nullable(),
  risks: z.discriminatedUnion('known', [
    z.object(risks.options[0].shape),
    z.object({
      known: z.literal('some'),
      list: z.array(z.object({ words: z.string(), share: riskShare })),
    }),
  ]),
  whatMatters: z.string().nullable(),
  state: referralState,
  sender,
  createdAt: instant,
  closedAt: instant.nullable(),
  /** The newest first. */
  assignments: z.array(assignment),
  version,
})
export type Referral = z.infer<typeof referral>

/** A group's part as the group sees it. */
export const groupAssignment = z.object({
  id,
  organisationId: id,
  organisationName: z.string(),
  listingId: id,
  listingName: z.string(),
  sender: sender.pick({ name: true, workplaceName: true, workplacePhone: true }),
  ...decision,
  ...timing,
  questions: z.array(question),
  /** Null once sharing has stopped. */
  before: sharedBefore.nullable(),
  /** After a yes; by a link, only once the mailbox's code was typed in. */
  after: sharedAfter.nullable(),
  /** Ticks of its own register, the newest first. */
  attendance: z.array(attendance),
  /** What it said happened, the latest first. It stays the group's own to correct. */
  outcomes: z.array(outcome),
})
export type GroupAssignment = z.infer<typeof groupAssignment>

/** Enough for a group's list of what was sent to it. A first name, and only while it may see it. */
export const groupAssignmentSummary = groupAssignment
  .pick({
    id: true,
    listingName: true,
    state: true,
    sentAt: true,
    answerBy: true,
    overdue: true,
    answeredAt: true,
  })
  .extend({ firstName: z.string().nullable(), workplaceName: z.string() })
export type GroupAssignmentSummary = z.infer<typeof groupAssignmentSummary>
