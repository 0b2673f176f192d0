import { z } from 'zod'
import { outOfTen, personSays } from '../referrals/outcomes.ts'
import { day, id, ownWords, words } from '../shared.ts'
import {
  actionState,
  conversationKind,
  copyFormat,
  decisionMaker,
  doer,
  entryKind,
  goalState,
  talkWay,
  wording,
} from './words.ts'

/** What a plan says about a person beside their goals. */
export const entryGiven = z.strictObject({
  kind: entryKind,
  words: ownWords(2000),
  /** False: somebody who knows them well said it. */
  saidByPerson: z.boolean(),
})
export type EntryGiven = z.infer<typeof entryGiven>

/** Somebody of the person's circle of support. */
export const memberGiven = z.strictObject({
  name: ownWords(100),
  /** "my daughter", "a neighbour". */
  relationship: ownWords(100),
  chosenByPerson: z.boolean(),
  shouldSeePlan: z.boolean(),
  /** Why one who should see the plan cannot yet; null otherwise. */
  whyNotYet: ownWords(300).nullable(),
})
export type MemberGiven = z.infer<typeof memberGiven>

/** A goal. Its words are kept as they were typed, and never changed by the machine. */
export const goalGiven = z.strictObject({
  words: ownWords(1000),
  wording,
  /** ISO 639, two letters or three. */
  language: z.string().regex(/^[a-z]{2,3}$/, 'Use a language code like en.'),
  whyItMatters: ownWords(1000).nullable(),
  goodLooksLike: ownWords(1000).nullable(),
  importance: outOfTen.nullable(),
  confidence: outOfTen.nullable(),
  /** Who agreed it beside the person: names, as they say them. Empty: nobody yet. */
  agreedWith: z.array(words(100)).max(10),
  agreedByPerson: z.boolean(),
  agreedOn: day.nullable(),
})
export type GoalGiven = z.infer<typeof goalGiven>

/** One step towards a goal: what, who, when. */
export const actionGiven = z.strictObject({
  what: ownWords(500),
  who: doer,
  /** Whose name it is, where it is not the person's. */
  whoName: words(100).nullable(),
  /** "Tuesdays", "before Easter". */
  when: ownWords(200),
  firstStep: ownWords(500).nullable(),
  /** Who helps if it gets stuck. */
  backup: words(100).nullable(),
  state: actionState,
})
export type ActionGiven = z.infer<typeof actionGiven>

/** That somebody talked with the person about the plan. */
export const conversationGiven = z.strictObject({
  kind: conversationKind,
  on: day,
  way: talkWay,
  personTookPart: z.boolean(),
  /** Why the person took no part; null where they did. */
  whyNot: ownWords(300).nullable(),
  /** They had time and help to prepare, or were offered it. */
  preparationOffered: z.boolean(),
})
export type ConversationGiven = z.infer<typeof conversationGiven>

/** One section of a plan, saved on its own. */
export const planPart = z.discriminatedUnion('part', [
  z.strictObject({
    part: z.literal('decisions'),
    decisionMaker,
    /** Where anybody else decides: on what grounds. */
    evidence: ownWords(500).nullable(),
    until: day.nullable(),
  }),
  /** That the person agrees with this plan. */
  z.strictObject({ part: z.literal('agreement'), how: talkWay, on: day }),
  /** "Nobody else" is an answer. Null: not asked yet, or there is somebody. */
  z.strictObject({ part: z.literal('circle'), nobodyElse: z.boolean() }),
  z.strictObject({
    part: z.literal('review'),
    on: day,
    reviewerName: words(100),
    /** Their account, where they have one here. */
    reviewerId: id.nullable(),
    /** How the person can say something in between: "ring Priya", "here". */
    inBetween: words(300),
  }),
  z.strictObject({ part: z.literal('copy'), format: copyFormat, on: day }),
  /** The person does not want it shared just now, or takes that back. */
  z.strictObject({ part: z.literal('sharing'), notNow: z.boolean() }),
])
export type PlanPart = z.infer<typeof planPart>

/** Who said an answer, and how it came to us. */
const saidHow = {
  saidBy: z.enum(['person', 'representative']),
  /** How they told whoever writes it down; null: they write themselves. */
  told: z.strictObject({ how: talkWay, on: day }).nullable(),
}

/** The person's answer to what a group says. It alone moves the goal. */
export const answerGiven = z.strictObject({
  /** The revision that was read: a later one asks again. */
  revision: z.number().int().positive(),
  says: personSays,
  score: outOfTen.nullable(),
  words: ownWords(1000).nullable(),
  ...saidHow,
  /** Whether whoever referred them may read this answer. */
  tellReferrer: z.boolean(),
})
export type AnswerGiven = z.infer<typeof answerGiven>

/** How near a goal is, 0 to 10, without a group having said anything. */
export const ratingGiven = z.strictObject({
  score: outOfTen,
  by: z.enum(['person', 'representative', 'worker']),
  words: ownWords(1000).nullable(),
  told: saidHow.told,
})
export type RatingGiven = z.infer<typeof ratingGiven>

/** Whether a goal is worked on. */
export const goalStateGiven = z.strictObject({ state: goalState })
