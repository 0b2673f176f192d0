import {
  type AgreementGiven,
  type Assignment,
  agreementScopes,
  agreementWays,
  assignmentStates,
  declineReasons,
  type GroupAssignment,
  outcomeKinds,
  type PersonSide,
  type Referral,
  type ReferralSummary,
  referralStates,
  type ToldRecord,
  toldWays,
} from '@waymark/contracts'
import { londonDay, londonWallTime } from '@waymark/core'
import type { TagProps } from '../ui/content.tsx'
import { dayInWords, timeInWords } from '../ui/format.ts'

/** "Wednesday 2 December": the day in London on which something happened. */
export function dayOfInWords(instant: string, today: string): string {
  return dayInWords(londonDay(new Date(instant)), today)
}

/** "Wednesday 2 December, 5pm". */
export function momentInWords(instant: string, today: string): string {
  return `${dayOfInWords(instant, today)}, ${timeInWords(londonWallTime(new Date(instant)))}`
}

/** "5pm on Wednesday 2 December". */
export function clockInWords(instant: string, today: string): string {
  const time = timeInWords(londonWallTime(new Date(instant)))
  return `${time} on ${dayOfInWords(instant, today)}`
}

/** Where something stands: a few words, and a colour that only repeats them. */
export interface Standing {
  readonly words: string
  readonly colour: TagProps['colour']
}

const partColours = {
  requested: 'blue',
  underReview: 'orange',
  accepted: 'green',
  declined: 'red',
  redirected: 'grey',
  withdrawn: 'grey',
  expired: 'orange',
  completed: 'green',
} as const satisfies Record<Assignment['state'], TagProps['colour']>

/** Where a group's part stands, as its senders say it. */
export function standingOf({ state, overdue }: Pick<Assignment, 'state' | 'overdue'>): Standing {
  if (overdue) return { words: 'Overdue', colour: 'orange' }
  return { words: assignmentStates[state], colour: partColours[state] }
}

const groupWords = {
  requested: 'Waiting for your answer',
  underReview: 'You asked a question',
  accepted: 'You said yes',
  declined: 'You said no',
  redirected: 'Another group was asked',
  withdrawn: 'Stopped',
  expired: 'The time to answer is past',
  completed: 'Finished',
} as const satisfies Record<GroupAssignment['state'], string>

/** The same as the group says it. */
export function groupStandingOf(part: Pick<GroupAssignment, 'state' | 'overdue'>): Standing {
  return part.overdue
    ? { words: 'Your answer is overdue', colour: 'orange' }
    : { words: groupWords[part.state], colour: partColours[part.state] }
}

/** Where a referral stands in a list: its end, or its latest group's part. */
export function lineStanding({ state, latest }: ReferralSummary): Standing {
  if (state !== 'open') return { words: referralStates[state], colour: 'grey' }
  return standingOf(latest)
}

/** What comes next for a line of the list, and by when. */
export function lineNext({ state, latest }: ReferralSummary, today: string): string {
  const { outcome } = latest
  if (outcome !== null && outcome.kind !== null) {
    return `${outcomeKinds[outcome.kind]}, said ${dayOfInWords(outcome.saidAt, today)}`
  }
  if (state !== 'open') return ''
  const by = momentInWords(latest.answerBy, today)
  switch (latest.state) {
    case 'underReview':
      return 'Answer their question, so that they can decide'
    case 'requested':
      return latest.overdue ? `They were to answer by ${by}` : `They answer by ${by}`
    case 'accepted':
      return latest.answeredAt === null ? '' : `On ${dayOfInWords(latest.answeredAt, today)}`
    default:
      return 'Ask another group, or end the referral'
  }
}

/** The parts of a list, in the order in which they stand on it. */
export const sections = {
  needsYou: 'Needs you first',
  waiting: 'Waiting for an answer',
  answered: 'They said yes',
  ended: 'Ended',
} as const
export type Section = keyof typeof sections

/** Which part of the list a referral belongs to. */
export function sectionOf({ state, latest }: ReferralSummary): Section {
  if (state !== 'open') return 'ended'
  if (latest.state === 'accepted') return 'answered'
  return latest.state === 'requested' && !latest.overdue ? 'waiting' : 'needsYou'
}

/** "told to Jo by Pat by phone, Sunday 3 May". */
export function toldInWords({ to, by, how, on }: ToldRecord, today: string): string {
  return `told to ${to} by ${by} ${toldWays[how]}, ${dayInWords(on, today)}`
}

/** What a group did and when, in a sentence. Who wrote it down, where somebody did. */
export function happenedInWords(part: Assignment, today: string): string {
  const said = saidInWords(part)
  const { withdrawnAt } = part.agreement
  if (part.state === 'withdrawn' && withdrawnAt !== null) {
    return `${said} on ${momentInWords(withdrawnAt, today)}.`
  }
  if (part.told !== null) {
    return `${said || 'They have a question'}: ${toldInWords(part.told, today)}.`
  }
  if (part.answeredAt !== null) return `${said} on ${momentInWords(part.answeredAt, today)}.`
  return said === '' ? '' : `${said}.`
}

function saidInWords({ state, declineReason }: Assignment): string {
  if (state === 'declined' && declineReason !== null) {
    return `They said no (“${declineReasons[declineReason]}”)`
  }
  if (state === 'withdrawn') return 'Sharing with them was stopped'
  // What they asked stands below it.
  return state === 'requested' || state === 'underReview' ? '' : assignmentStates[state]
}

/** "Priya asked face to face on Tuesday 24 November. It holds until the referral ends." */
export function agreementInWords(
  agreement: Omit<AgreementGiven, 'wordingVersion'> & { readonly askedBy: string },
  today: string,
): string {
  const { askedBy, how, askedOn, scope, until } = agreement
  const asked = `${askedBy} asked ${agreementWays[how].toLowerCase()}`
  const on = dayInWords(askedOn, today)
  const end = until === null ? 'until the referral ends' : `until ${dayInWords(until, today)}`
  return `${asked}, ${on}. For: ${agreementScopes[scope].toLowerCase()}. It holds ${end}.`
}

/** One sentence on where a referral stands: read out when it changes, and compared to see that. */
export function referralSaid({ state, assignments: [latest] }: Referral): string {
  if (state !== 'open') return referralStates[state]
  if (latest === undefined) return ''
  const mailed = latest.mailedAt === null || latest.state !== 'requested' ? '' : ', e-mail sent'
  const { words } = standingOf(latest)
  const stands = `${latest.organisationName}: ${words.toLowerCase()}${mailed}`
  return [stands, ...happenedSaid(latest)].join('. ')
}

/** What came back from a group and from the person, so that each of it is news of its own. */
function happenedSaid({ attendance, outcomes }: Assignment): string[] {
  const days = attendance.length === 0 ? [] : [`${attendance.length} days told`]
  return [
    ...days,
    ...outcomes.map(({ kind, revision, personSays }) => {
      const said = kind === null ? 'Taken back' : outcomeKinds[kind]
      const corrected = revision === 1 ? '' : `, corrected ${revision - 1} times`
      return `${said}${corrected}${answeredSaid(personSays)}`
    }),
  ]
}

function answeredSaid(personSays: PersonSide): string {
  if (personSays.state !== 'answered') return ''
  const count = personSays.answers.length
  return count === 1 ? ', and an answer to it' : `, and ${count} answers to it`
}

/** "1 needs you. 2 wait for an answer. 3 said yes." */
export function listSaid(lines: readonly ReferralSummary[]): string {
  const count = (section: Section) => lines.filter((each) => sectionOf(each) === section).length
  const needs = count('needsYou')
  return [
    `${needs} ${needs === 1 ? 'needs' : 'need'} you.`,
    `${count('waiting')} waiting for an answer.`,
    `${count('answered')} said yes.`,
  ].join(' ')
}
