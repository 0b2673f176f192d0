import { z } from 'zod'
import { placesLeft } from '../directory/records.ts'
import { need } from '../directory/words.ts'
import { knownBy } from '../people/records.ts'
import { day, id, ownWords, words } from '../shared.ts'
import { agreementScope, agreementWay, declineReason, riskShare, toldWay } from './words.ts'

/** A risk, in the sender's words, and whether the group hears of it. */
export const risk = z.strictObject({ words: ownWords(500), share: riskShare })
export type Risk = z.infer<typeof risk>

/** "No known risks" is said, never assumed (PRSB social prescribing 1.1: risks are mandatory). */
export const risks = z.discriminatedUnion('known', [
  z.strictObject({ known: z.literal('none') }),
  z.strictObject({ known: z.literal('some'), list: z.array(risk).min(1).max(10) }),
])
export type Risks = z.infer<typeof risks>

/** What is wanted for the person, and why. The same for every group that is asked. */
export const referralWish = z.strictObject({
  need,
  /** PRSB: reason for referral, 150 characters at most. */
  reason: ownWords(150),
  /** What a group has to know to decide: mobility, say. Null: nothing. */
  needToKnow: ownWords(500).nullable(),
  risks,
  /** What matters to the person, in their own words. Null: not yet in their words. */
  whatMatters: ownWords(2000).nullable(),
})
export type ReferralWish = z.infer<typeof referralWish>

/** That the person said yes to sharing with a group. Who asked is whoever sends it. */
export const agreementGiven = z.strictObject({
  how: agreementWay,
  /** Europe/London; today or earlier. */
  askedOn: day,
  wordingVersion: z.string().min(1).max(20),
  scope: agreementScope,
  /** The last day it holds. Null: until the referral ends. */
  until: day.nullable(),
})
export type AgreementGiven = z.infer<typeof agreementGiven>

/** A referral to be sent, to its first group. */
export const referralGiven = z.strictObject({
  about: knownBy,
  ...referralWish.shape,
  listingId: id,
  agreement: agreementGiven,
})
export type ReferralGiven = z.infer<typeof referralGiven>

/** What a group says. A question leaves it open. */
export const groupAnswer = z.discriminatedUnion('says', [
  /** Null says nothing about places and leaves what was said before. */
  z.strictObject({ says: z.literal('yes'), placesLeft: placesLeft.nullable() }),
  z.strictObject({ says: z.literal('full') }),
  z.strictObject({
    says: z.literal('no'),
    reason: declineReason,
    /** What else the sender should know; needed where the reason is another one. */
    words: ownWords(500).nullable(),
  }),
  z.strictObject({ says: z.literal('question'), words: ownWords(500) }),
])
export type GroupAnswer = z.infer<typeof groupAnswer>

/** Who told an answer to whoever writes it down: "told to Jo by Pat by phone, 3 May". */
export const told = z.strictObject({
  by: words(200),
  /** Europe/London; today or earlier. */
  on: day,
  how: toldWay,
})
export type Told = z.infer<typeof told>

/** That somebody wrote an answer down for a group. */
export const toldRecord = z.object({
  by: z.string(),
  on: day,
  how: toldWay,
  /** Who wrote it down. */
  to: z.string(),
})
export type ToldRecord = z.infer<typeof toldRecord>
