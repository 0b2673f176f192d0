import type { Outcome, OutcomeGiven, OutcomeKind, PersonSide, ToldRecord } from '@waymark/contracts'
import { conflict, invalid, londonDay, londonInstant, stale } from '@waymark/core'
import type { WorkingDays } from '@waymark/core/working-days'
import { holds, type KeptAgreement } from '../agreement/rules.ts'
import type { KeptAssignment } from '../assignment/rules.ts'

/** Whether the group's part is over with it. Somebody who still comes is still to be reached. */
const endings: Readonly<Record<OutcomeKind, boolean>> = {
  finished: true,
  stillComing: false,
  cameAFewTimes: true,
  endedEarly: true,
  movedOn: true,
  couldNotReach: true,
  notKnown: true,
}

/** Throws `conflict` unless a group may say what happened: after its yes, while they agree. */
export function demandReports(
  { state }: Pick<KeptAssignment, 'state'>,
  agreement: KeptAgreement,
  now: Date,
): void {
  if (state === 'accepted' && holds(agreement, now)) return
  throw conflict(
    state === 'accepted' || state === 'withdrawn'
      ? 'Sharing with your group has been stopped. Ring whoever sent this.'
      : 'Only a group that said yes can say what happened, until the referral is finished.',
  )
}

/** Throws `conflict` unless the group said yes: only then is there something to write down. */
export function demandTold({ state }: Pick<KeptAssignment, 'state'>): void {
  if (state === 'accepted' || state === 'completed') return
  throw conflict('Only a group that said yes can say what happened.')
}

const mostSaid = 100

/** Throws `conflict` for more than a group can mean. */
export function allowSaying(said: number): void {
  if (said < mostSaid) return
  throw conflict('A great deal was said of this already. Ring whoever sent this instead.')
}

interface Said {
  readonly id: string
  readonly assignmentId: string
  readonly source: Outcome['source']
  readonly told: ToldRecord | null
  readonly given: OutcomeGiven
  /** Days of the register on which they came; null: it has none. */
  readonly timesOnRegister: number | null
}

/** What a group says for the first time. Throws `invalid` for a day that has not come. */
export function newOutcome(said: Said, now: Date): Outcome {
  const { given, timesOnRegister, ...rest } = said
  checkDay(given, now)
  const { kind, on, words } = given
  const timesCame = given.timesCame ?? timesOnRegister
  const at = now.toISOString()
  return {
    ...{ ...rest, revision: 1, standing: 'final', kind, on, timesCame, words },
    ...{ firstSaidAt: at, saidAt: at },
  }
}

interface Correction extends Omit<Said, 'id' | 'assignmentId' | 'given'> {
  /** The revision that was read. */
  readonly revision: number
  /** Null: it was a mistake altogether. */
  readonly given: OutcomeGiven | null
}

/**
 * The next revision. Throws `stale` where another was read than the latest, `conflict` for one that
 * was a mistake: it is said anew.
 */
export function corrected(latest: Outcome, correction: Correction, now: Date): Outcome {
  const { revision, given, timesOnRegister, source, told } = correction
  if (latest.standing === 'enteredInError') {
    throw conflict('That was taken back already. Say anew what happened.', { allowed: [] })
  }
  if (revision !== latest.revision) throw stale('report')
  const next = { ...latest, revision: revision + 1, source, told, saidAt: now.toISOString() }
  if (given === null) {
    const nothing = { kind: null, on: null, timesCame: null, words: null }
    return { ...next, ...nothing, standing: 'enteredInError' }
  }
  checkDay(given, now)
  const { kind, on, words } = given
  return { ...next, kind, on, words, timesCame: given.timesCame ?? timesOnRegister }
}

function checkDay({ on }: OutcomeGiven, now: Date): void {
  if (on <= londonDay(now)) return
  const detail = 'Give a day that is not in the future.'
  throw invalid(detail, [{ pointer: '/outcome/on', detail }])
}

/** Those that stand, of the latest revision of each. */
export function standing(latest: readonly Outcome[]): Outcome[] {
  return latest.filter((outcome) => outcome.standing === 'final')
}

/** Whether the group has said that its part is over. */
export function hasEnded(latest: readonly Outcome[]): boolean {
  return standing(latest).some(({ kind }) => kind !== null && endings[kind])
}

/** Throws `conflict` where nothing is said of what happened: a referral is not finished unseen. */
export function demandSaid(latest: readonly Outcome[]): void {
  if (standing(latest).length > 0) return
  throw conflict(
    'Write down what happened first. If nobody knows, “We do not know” is an answer too.',
  )
}

const daysToAnswer = 20

/** 17:00 on the twentieth working day after it was said: from then on it is "not answered". */
export function answerUntil(outcome: Pick<Outcome, 'saidAt'>, workingDays: WorkingDays): string {
  const day = londonDay(new Date(outcome.saidAt))
  return londonInstant(workingDays.addWorkingDays(day, daysToAnswer), '17:00').toISOString()
}

type Answers = Extract<PersonSide, { state: 'answered' }>['answers']

interface Side {
  readonly wasAsked: boolean
  readonly answers: readonly (Omit<Answers[number], 'isAboutEarlier'> & { revision: number })[]
  readonly outcome: Pick<Outcome, 'saidAt' | 'revision'>
  readonly until: string
}

/** The person's side of a message back. Silence is neither a yes nor a no. */
export function personSideOf({ wasAsked, answers, outcome, until }: Side, now: Date): PersonSide {
  if (answers.length > 0) {
    const told = answers.map(({ revision, ...answer }) => ({
      ...answer,
      isAboutEarlier: revision < outcome.revision,
    }))
    return { state: 'answered', answers: told.sort((one, other) => (one.at < other.at ? 1 : -1)) }
  }
  if (!wasAsked) return { state: 'notAsked' }
  return now.toISOString() < until ? { state: 'waiting', until } : { state: 'notAnswered' }
}
