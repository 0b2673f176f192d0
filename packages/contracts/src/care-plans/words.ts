import { keysOf } from '@waymark/core'
import { z } from 'zod'

/** Where a plan stands. At most one of a person's is in use. */
export const planStates = {
  draft: 'Being made',
  active: 'In use',
  paused: 'Paused',
  ended: 'Ended',
} as const

export type PlanState = keyof typeof planStates
/** A plan's state by its code. */
export const planState = z.enum(keysOf(planStates))

/** Whose words a goal is in. None is ever made up: an import is not yet in their own. */
export const wordings = {
  verbatim: 'In their own words',
  agreed: 'Reworded, and agreed with them',
  notYet: 'Not yet in their own words',
} as const

export type Wording = keyof typeof wordings
/** A wording by its code. */
export const wording = z.enum(keysOf(wordings))

/** Whether somebody works on a goal. Whether it was reached, only the person says. */
export const goalStates = {
  idea: 'An idea',
  agreed: 'Agreed',
  paused: 'Paused',
  stopped: 'Stopped',
  finished: 'Finished',
} as const

export type GoalState = keyof typeof goalStates
/** A goal's state by its code. */
export const goalState = z.enum(keysOf(goalStates))

/** Where a goal stands by what the person last said themself. FHIR R4 Goal.achievementStatus. */
export const goalStandings = {
  notSaid: 'Not said yet',
  no: 'Not yet',
  partly: 'Partly',
  yes: 'I did it',
} as const

export type GoalStanding = keyof typeof goalStandings
/** A goal's standing by its code. */
export const goalStanding = z.enum(keysOf(goalStandings))

/** What a plan says about a person beside their goals, in the order in which it is asked. */
export const entryKinds = {
  whatMatters: 'What matters to me',
  strength: 'What I am good at',
  workedBefore: 'What has worked before',
  aboutMyLife: 'My life just now',
} as const

export type EntryKind = keyof typeof entryKinds
/** A kind of entry by its code. */
export const entryKind = z.enum(keysOf(entryKinds))

/** Who decides about the plan. For a child that is a parent; nobody else without evidence. */
export const decisionMakers = {
  person: 'They decide themselves',
  parent: 'A parent or guardian',
  attorney: 'An attorney for health and welfare',
  deputy: 'A deputy of the Court of Protection',
  bestInterests: 'Decided in their best interests',
} as const

export type DecisionMaker = keyof typeof decisionMakers
/** Who decides by its code. */
export const decisionMaker = z.enum(keysOf(decisionMakers))

/** In what form the person got their plan. */
export const copyFormats = {
  paper: 'On paper',
  online: 'They read it here',
  largePrint: 'In large print',
  easyRead: 'In easy read',
  email: 'By e-mail, as they asked',
} as const

export type CopyFormat = keyof typeof copyFormats
/** A format by its code. */
export const copyFormat = z.enum(keysOf(copyFormats))

/** What a conversation about the plan was for. */
export const conversationKinds = {
  initial: 'A first conversation',
  discuss: 'Talking about what matters',
  review: 'A review with the reviewer',
  informal: 'A short catch-up',
} as const

export type ConversationKind = keyof typeof conversationKinds
/** A kind of conversation by its code. */
export const conversationKind = z.enum(keysOf(conversationKinds))

/** How somebody and the person talked, or how the person told something. */
export const talkWays = {
  inPerson: 'face to face',
  phone: 'by phone',
  video: 'by video',
  writing: 'in writing',
} as const

export type TalkWay = keyof typeof talkWays
/** A way of talking by its code. */
export const talkWay = z.enum(keysOf(talkWays))

/** How far a step has come. */
export const actionStates = {
  toDo: 'To do',
  doing: 'Doing it',
  done: 'Done',
  stopped: 'Stopped',
} as const

export type ActionState = keyof typeof actionStates
/** A step's state by its code. */
export const actionState = z.enum(keysOf(actionStates))

/** Who does a step. */
export const doers = {
  person: 'The person',
  worker: 'Their link worker',
  circle: 'Somebody they chose',
  group: 'A group',
} as const

export type Doer = keyof typeof doers
/** Who does a step by its code. */
export const doer = z.enum(keysOf(doers))

/** Whose rating it is. They stay apart, and are never averaged. */
export const raters = {
  person: 'The person',
  representative: 'Who speaks for them',
  worker: 'Their worker',
  group: 'The group',
} as const

export type Rater = keyof typeof raters
/** A rater by its code. */
export const rater = z.enum(keysOf(raters))

/** Where a suggestion stands. Silence is `waiting`, however long. */
export const suggestionStates = {
  waiting: 'Waiting for them to say',
  answered: 'Answered',
  changedSince: 'Changed since they answered',
  takenBack: 'The group took this back',
  unlinked: 'Not linked to this goal any more',
} as const

export type SuggestionState = keyof typeof suggestionStates
/** A suggestion's state by its code. */
export const suggestionState = z.enum(keysOf(suggestionStates))

/** What becomes of a group's notes once the person has stopped sharing with it. */
export const noteChoices = {
  keep: 'Keep what came before',
  removeNotes: 'Remove what the group wrote',
  removeAll: 'Remove what the group wrote, and what was answered to it',
} as const

export type NoteChoice = keyof typeof noteChoices
/** What becomes of a group's notes by its code. */
export const noteChoice = z.enum(keysOf(noteChoices))

/** The national criteria, named and versioned. `nhse-5` is the first five of `lincs-6`. */
export const criteriaSets = {
  'nhse-5': 'NHS England’s five criteria',
  'lincs-6': 'Lincolnshire’s six criteria',
} as const

export type CriteriaSet = keyof typeof criteriaSets
/** A set of criteria by its code. */
export const criteriaSet = z.enum(keysOf(criteriaSets))

/** A very low score: somebody rings today. */
export const ringTodayAtMost = 2
