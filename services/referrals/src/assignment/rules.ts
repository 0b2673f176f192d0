import type {
  Assignment,
  AssignmentMove,
  AssignmentState,
  ContactWay,
  GroupAnswer,
  Sender,
  SharedCopy,
  ToldRecord,
} from '@waymark/contracts'
import { addDays, conflict, invalid, londonDay, londonInstant, londonWallTime } from '@waymark/core'
import type { WorkingDays } from '@waymark/core/working-days'

/** What can happen to a group's part. */
export type AssignmentEvent =
  | 'accept'
  | 'decline'
  | 'question'
  | 'explain'
  | 'redirect'
  | 'lapse'
  | 'complete'
  | 'withdraw'

/** The whole life of a group's part in a referral. */
export const transitions: Readonly<
  Record<AssignmentState, Readonly<Partial<Record<AssignmentEvent, AssignmentState>>>>
> = {
  requested: {
    accept: 'accepted',
    decline: 'declined',
    question: 'underReview',
    redirect: 'redirected',
    lapse: 'expired',
    withdraw: 'withdrawn',
  },
  underReview: {
    accept: 'accepted',
    decline: 'declined',
    explain: 'requested',
    redirect: 'redirected',
    withdraw: 'withdrawn',
  },
  accepted: { complete: 'completed', withdraw: 'withdrawn' },
  declined: {},
  redirected: {},
  withdrawn: {},
  expired: {},
  completed: {},
}

/** The copy as its sender knows it, and the ways in it that the group does not get. */
export interface KeptCopy extends SharedCopy {
  readonly withheld: readonly ContactWay[]
}

/** What the group reads of it. */
export function withoutWithheld({ before, after, withheld }: KeptCopy): SharedCopy {
  const given = <T>(way: ContactWay, value: T) => (withheld.includes(way) ? null : value)
  return {
    before,
    after: {
      ...after,
      phone: given('phone', after.phone),
      text: given('text', after.text),
      email: given('email', after.email),
      post: given('post', after.post),
      messageSafe: given('message', after.messageSafe) ?? false,
    },
  }
}

/** A group's part as it is kept. */
export interface KeptAssignment {
  readonly id: string
  readonly referralId: string
  readonly organisationId: string
  readonly organisationName: string
  readonly organisationPhone: string | null
  readonly listingId: string
  readonly listingName: string
  readonly state: AssignmentState
  readonly sender: Sender
  readonly sentAt: string
  readonly answerBy: string
  readonly answeredAt: string | null
  readonly declineReason: Assignment['declineReason']
  readonly declineWords: string | null
  readonly placesLeft: number | null
  readonly told: ToldRecord | null
  readonly shared: KeptCopy | null
  readonly version: number
}

/** Moves it. Throws `conflict`, with what it still allows, for a move the table does not have. */
export function move(assignment: KeptAssignment, event: AssignmentEvent): KeptAssignment {
  const exits = transitions[assignment.state]
  const state = exits[event]
  if (state === undefined) {
    throw conflict(cannot[assignment.state], { allowed: Object.keys(exits) })
  }
  // A group that has no part in it any more sees nothing of it any more.
  const shared = isRunning(state) ? assignment.shared : null
  return { ...assignment, state, shared, version: assignment.version + 1 }
}

const cannot: Readonly<Record<AssignmentState, string>> = {
  requested: 'That cannot be done while it waits for an answer.',
  underReview: 'That cannot be done while the group’s question is open.',
  accepted: 'The group has said yes already.',
  declined: 'The group has said no already.',
  redirected: 'Another group has been asked instead.',
  withdrawn: 'Sharing with this group has been stopped.',
  expired: 'The time to answer is past.',
  completed: 'This referral is finished.',
}

/** The group still has a part in it, and may see what was shared. */
export function isRunning(state: AssignmentState): boolean {
  return state === 'requested' || state === 'underReview' || state === 'accepted'
}

/** The group has not decided. */
export function isWaiting(state: AssignmentState): boolean {
  return state === 'requested' || state === 'underReview'
}

/** It is the group's turn, and the time is past. An open question is the sender's turn. */
export function isOverdue(
  { state, answerBy }: Pick<KeptAssignment, 'state' | 'answerBy'>,
  now: Date,
): boolean {
  return state === 'requested' && answerBy <= now.toISOString()
}

const closesAt = '17:00'
const daysToAnswer = 5
const daysToExpire = 10

export interface Deadlines {
  readonly answerBy: string
  readonly expiresAt: string
}

/** 17:00 on the fifth and on the tenth working day. What is sent later counts from the next day. */
export function deadlines(now: Date, workingDays: WorkingDays): Deadlines {
  const day = londonDay(now)
  const from = londonWallTime(now) < closesAt ? day : addDays(day, 1)
  const at = (count: number) =>
    londonInstant(workingDays.addWorkingDays(from, count), closesAt).toISOString()
  return { answerBy: at(daysToAnswer), expiresAt: at(daysToExpire) }
}

/** What a group decided, on the assignment. A question leaves it open and is kept beside it. */
export function answered(
  assignment: KeptAssignment,
  given: { readonly answer: GroupAnswer; readonly told: ToldRecord | null },
  now: Date,
): KeptAssignment {
  const { answer, told } = given
  if (answer.says === 'question') return { ...move(assignment, 'question'), told }
  const moved = move(assignment, answer.says === 'yes' ? 'accept' : 'decline')
  return { ...moved, told, answeredAt: now.toISOString(), ...decided(answer) }
}

type Decision = Exclude<GroupAnswer, { says: 'question' }>

function decided(
  answer: Decision,
): Pick<KeptAssignment, 'declineReason' | 'declineWords' | 'placesLeft'> {
  const none = { declineReason: null, declineWords: null, placesLeft: null }
  if (answer.says === 'yes') return { ...none, placesLeft: answer.placesLeft }
  if (answer.says === 'full') return { ...none, declineReason: 'noCapacity', placesLeft: 0 }
  const { reason, words } = answer
  if (reason === 'other' && words === null) {
    const detail = 'Say in a few words why not.'
    throw invalid(detail, [{ pointer: '/answer/words', detail }])
  }
  return { ...none, declineReason: reason, declineWords: words }
}

interface Moving {
  readonly isLatest: boolean
  readonly isOpen: boolean
  /** The group asked something, and nobody has answered it. */
  readonly hasQuestion?: boolean
}

/** What those who sent it can do about a group's part now. */
export function movesOf(
  assignment: KeptAssignment,
  { isLatest, isOpen, hasQuestion = false }: Moving,
): AssignmentMove[] {
  const { state } = assignment
  if (!isOpen) return []
  if (state === 'requested') return ['recordAnswer', 'sendAgain', 'askAnother', 'stopSharing']
  if (state === 'underReview') {
    return ['answerQuestion', 'recordAnswer', 'askAnother', 'stopSharing']
  }
  if (state === 'accepted') {
    const open = hasQuestion ? (['answerQuestion'] as const) : []
    return [...open, 'recordOutcome', 'askWhatHappened', 'stopSharing']
  }
  return isLatest ? ['askAnother'] : []
}
