import { z } from 'zod'
import { outcome, outOfTen, personSays } from '../referrals/outcomes.ts'
import { day, id, instant, version } from '../shared.ts'
import { actionGiven, conversationGiven, entryGiven, goalGiven, memberGiven } from './given.ts'
import {
  copyFormat,
  criteriaSet,
  decisionMaker,
  goalStanding,
  goalState,
  planState,
  rater,
  suggestionState,
  talkWay,
} from './words.ts'

/** Who wrote something down, and when: on every line of a plan. */
const written = {
  /** The account of whoever wrote it; null: it was imported. */
  by: id.nullable(),
  at: instant,
}

/** An entry as it is kept. */
export const entryOfPlan = z.object({ id, ...entryGiven.shape, ...written, version })
export type EntryOfPlan = z.infer<typeof entryOfPlan>

/** Somebody of the circle, as they are kept. */
export const circleMember = z.object({ id, ...memberGiven.shape, ...written, version })
export type CircleMember = z.infer<typeof circleMember>

/** A step, as it is kept. */
export const action = z.object({ id, goalId: id, ...actionGiven.shape, ...written, version })
export type PlanAction = z.infer<typeof action>

/** A conversation, as it is kept. */
export const conversation = z.object({ id, ...conversationGiven.shape, ...written, version })
export type Conversation = z.infer<typeof conversation>

/** A rating is a record of its own: what a group corrects later leaves it as it is. */
export const rating = z.object({
  id,
  goalId: id,
  score: outOfTen,
  by: rater,
  words: z.string().nullable(),
  /** The account of whoever wrote it down. */
  writtenBy: id,
  told: z.object({ how: talkWay, on: day }).nullable(),
  /** When the person gave it, by which the latest is the current one. */
  at: instant,
  /** Somebody has rung, where it was very low. */
  rung: z.object({ by: id, at: instant }).nullable(),
})
export type Rating = z.infer<typeof rating>

/** The person's answer to a suggestion, to the revision that they read. */
export const confirmation = z.object({
  id,
  suggestionId: id,
  revision: z.number().int().positive(),
  says: personSays,
  words: z.string().nullable(),
  score: outOfTen.nullable(),
  saidBy: z.enum(['person', 'representative']),
  writtenBy: id,
  told: z.object({ how: talkWay, on: day }).nullable(),
  at: instant,
  tellReferrer: z.boolean(),
})
export type Confirmation = z.infer<typeof confirmation>

/** What a group said, beside one goal. It waits for the person, and moves nothing. */
export const suggestion = z.object({
  id,
  goalId: id,
  referralId: id,
  state: suggestionState,
  /** Null: the group took it back, or the person had it removed. */
  outcome: outcome.nullable(),
  listingName: z.string(),
  organisationName: z.string(),
  /** It happened before the latest review and was told after it. */
  cameAfterReview: z.boolean(),
  /** The latest last. Earlier ones stay. */
  confirmations: z.array(confirmation),
})
export type Suggestion = z.infer<typeof suggestion>

/** A goal, with what came back to it. */
export const goal = z.object({
  id,
  planId: id,
  ...goalGiven.shape,
  state: goalState,
  /** By what the person said last, and by nothing else. */
  standing: goalStanding,
  /** The person's own first and latest score; null: none yet. */
  own: z.object({ first: rating, latest: rating }).nullable(),
  ratings: z.array(rating),
  actions: z.array(action),
  referrals: z.array(z.object({ referralId: id, linkedAt: instant })),
  suggestions: z.array(suggestion),
  ...written,
  version,
})
export type Goal = z.infer<typeof goal>

/** Notes of a group with which the person has stopped sharing: theirs to keep or remove. */
export const stoppedNotes = z.object({
  referralId: id,
  /** The group’s part of the referral: what another says of it is another’s. */
  assignmentId: id,
  listingName: z.string(),
  choice: z.enum(['notAsked', 'keep', 'removeNotes', 'removeAll']),
})

/** A plan. It belongs to the person. */
export const plan = z.object({
  id,
  personId: id,
  state: planState,
  startedAt: instant.nullable(),
  decisions: z
    .object({ decisionMaker, evidence: z.string().nullable(), until: day.nullable() })
    .nullable(),
  agreement: z.object({ how: talkWay, on: day }).nullable(),
  nobodyElse: z.boolean(),
  review: z
    .object({
      on: day,
      reviewerName: z.string(),
      reviewerId: id.nullable(),
      inBetween: z.string(),
    })
    .nullable(),
  copy: z.object({ format: copyFormat, on: day }).nullable(),
  /** The person does not want it shared just now. */
  notSharedNow: z.boolean(),
  entries: z.array(entryOfPlan),
  circle: z.array(circleMember),
  conversations: z.array(conversation),
  /** In the order in which the person put them. */
  goals: z.array(goal),
  /** What groups said of referrals that no goal is linked to. */
  notLinked: z.array(suggestion.omit({ goalId: true, id: true, state: true, confirmations: true })),
  stopped: z.array(stoppedNotes),
  version,
})
export type Plan = z.infer<typeof plan>

/** One line of the national criteria, worked out from what exists. A person may disagree. */
export const criterion = z.object({
  number: z.number().int().min(1).max(6),
  /** In plain words. */
  says: z.string(),
  state: z.enum(['met', 'notYet', 'cannotTell']),
  /** What it rests on, each in a sentence. */
  because: z.array(z.string()),
  /** What is missing, each with the section of the plan that mends it. */
  missing: z.array(
    z.object({
      says: z.string(),
      where: z.enum([
        'decisions',
        'circle',
        'agreement',
        'entries',
        'conversations',
        'goals',
        'actions',
        'review',
        'copy',
        'sharing',
      ]),
    }),
  ),
})
export type Criterion = z.infer<typeof criterion>

/** A plan against a set of criteria, at one version of it. */
export const criteriaResult = z.object({
  set: criteriaSet,
  planVersion: version,
  met: z.boolean(),
  criteria: z.array(criterion),
})
export type CriteriaResult = z.infer<typeof criteriaResult>

/** What a worker has to do for the plans of those they work with, by what is most pressing. */
export const planTask = z.object({
  kind: z.enum(['ringToday', 'askPerson', 'linkOutcome', 'reviewDue']),
  personId: id,
  planId: id,
  goalId: id.nullable(),
  suggestionId: id.nullable(),
  ratingId: id.nullable(),
  since: instant,
})
export type PlanTask = z.infer<typeof planTask>
