import { keysOf } from '@waymark/core'
import { z } from 'zod'
import { day, id, instant, ownWords } from '../shared.ts'
import { told, toldRecord } from './given.ts'

/** Whether somebody was there, as a register says it. A child "was not brought". */
export const attendanceMarks = {
  came: 'Came',
  cameWithSomeone: 'Came with someone',
  didNotCome: 'Did not come',
} as const

export type AttendanceMark = keyof typeof attendanceMarks
/** A mark on a register by its code. */
export const attendanceMark = z.enum(keysOf(attendanceMarks))

/** What became of it, as what happened: none of them says that a goal was reached. */
export const outcomeKinds = {
  finished: 'They came to the end of it',
  stillComing: 'They are still coming',
  cameAFewTimes: 'They came a few times',
  endedEarly: 'They stopped before the end',
  movedOn: 'They moved on to something else',
  couldNotReach: 'We could not reach them',
  notKnown: 'We do not know',
} as const

export type OutcomeKind = keyof typeof outcomeKinds
/** What became of it by its code. */
export const outcomeKind = z.enum(keysOf(outcomeKinds))

/** One day of a register, for one person. */
export const attendance = z.object({
  on: day,
  mark: attendanceMark,
  /** Null: a tick that can be taken back. It reaches nobody until the register is finished. */
  finishedAt: instant.nullable(),
  told: toldRecord.nullable(),
})
export type Attendance = z.infer<typeof attendance>

/** A tick, or null to take it away. On a finished day a tick is a correction. */
export const attendanceGiven = z.strictObject({ on: day, mark: attendanceMark.nullable() })
export type AttendanceGiven = z.infer<typeof attendanceGiven>

const wholeTimes = 'Give a whole number from 0 to 999.'

/** What a group says happened. */
export const outcomeGiven = z.strictObject({
  kind: outcomeKind,
  /** The day it speaks of: the end, or the day it is said. Europe/London; today or earlier. */
  on: day,
  /** How many times they came. Null: count the register, or nobody counted. */
  timesCame: z.number().int(wholeTimes).min(0, wholeTimes).max(999, wholeTimes).nullable(),
  words: z
    .strictObject({
      text: ownWords(1000),
      /** Whether these are the person's words, told by the group. */
      quotesPerson: z.boolean(),
    })
    .nullable(),
})
export type OutcomeGiven = z.infer<typeof outcomeGiven>

/** Where what a group said came from. */
export const outcomeSource = z.enum(['link', 'account', 'call'])

/**
 * What happened, in its latest revision. FHIR R4 Task.output. A correction is a new revision; one
 * made by mistake stays, says so, and has neither kind, count nor words.
 */
export const outcome = z.object({
  id,
  assignmentId: id,
  revision: z.number().int().positive(),
  standing: z.enum(['final', 'enteredInError']),
  kind: outcomeKind.nullable(),
  on: day.nullable(),
  timesCame: z.number().int().nonnegative().nullable(),
  words: z.object({ text: z.string(), quotesPerson: z.boolean() }).nullable(),
  source: outcomeSource,
  told: toldRecord.nullable(),
  firstSaidAt: instant,
  saidAt: instant,
})
export type Outcome = z.infer<typeof outcome>

/** What the person answers about an outcome. Silence is none of them. */
export const personSaysWords = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  notAboutThis: 'It is not about this goal',
} as const

export type PersonSays = keyof typeof personSaysWords
/** The person's answer by its code. */
export const personSays = z.enum(keysOf(personSaysWords))

const fromNoughtToTen = 'Choose a whole number from 0 to 10.'

/** Zero to ten, whole. */
export const outOfTen = z
  .number(fromNoughtToTen)
  .int(fromNoughtToTen)
  .min(0, fromNoughtToTen)
  .max(10, fromNoughtToTen)

/** The person's side of a message back: labelled, and never what the group says. */
export const personSide = z.discriminatedUnion('state', [
  /** No goal of theirs is linked, so nobody asks them. */
  z.object({ state: z.literal('notAsked') }),
  z.object({ state: z.literal('waiting'), until: instant }),
  /** Twenty working days have passed: neither a yes nor a no. */
  z.object({ state: z.literal('notAnswered') }),
  z.object({
    state: z.literal('answered'),
    answers: z.array(
      z.object({
        at: instant,
        /** They, or who speaks for them. */
        saidBy: z.enum(['person', 'representative']),
        /** All null: they answered, and keep it to themselves. */
        says: personSays.nullable(),
        score: outOfTen.nullable(),
        words: z.string().nullable(),
        /** The outcome was corrected after this answer. */
        isAboutEarlier: z.boolean(),
      }),
    ),
  }),
])
export type PersonSide = z.infer<typeof personSide>

/** A message back: what the group says at once, what the person says when they answer. */
export const outcomeWithAnswer = outcome.extend({ personSays: personSide })
export type OutcomeWithAnswer = z.infer<typeof outcomeWithAnswer>

/** What care-plans reads of an outcome, while the agreement holds. */
export const outcomeForPlan = z.object({
  outcome,
  referralId: id,
  personId: id,
  listingName: z.string(),
  organisationName: z.string(),
})
export type OutcomeForPlan = z.infer<typeof outcomeForPlan>

/** What was told to whoever writes it down. */
export const toldOutcome = z.strictObject({ outcome: outcomeGiven, told })
/** That somebody came, as it was told. */
export const toldAttendance = z.strictObject({ on: day, mark: attendanceMark, told })
