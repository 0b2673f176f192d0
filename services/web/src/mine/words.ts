import {
  type Attendance,
  type Goal,
  type Outcome,
  type OutcomeKind,
  type OwnPart,
  type OwnReferral,
  type PersonSays,
  type Plan,
  type Rating,
  ringTodayAtMost,
  type Suggestion,
} from '@waymark/contracts'
import { daysInWords, timesInWords } from '../outcome/words.ts'
import { dayOfInWords, type Standing, toldInWords } from '../referrals/words.ts'
import { dayInWords } from '../ui/format.ts'

/** What became of it, as it is said to the person themself. */
export const happenedToYou: Readonly<Record<OutcomeKind, string>> = {
  finished: 'You came to the end of it.',
  stillComing: 'You are still going.',
  cameAFewTimes: 'You came a few times.',
  endedEarly: 'You stopped before the end.',
  movedOn: 'You moved on to something else.',
  couldNotReach: 'They could not reach you.',
  notKnown: 'They do not know how it went.',
}

/** "You came 3 times." */
export function youCame(times: number): string {
  return times === 0 ? 'You did not come.' : `You came ${timesInWords(times)}.`
}

/** "You came 3 times: 4, 11, 18 November. You did not come: 25 November."; empty for no day. */
export function yourDays(days: readonly Attendance[], today: string): string {
  const missed = days.filter(({ mark }) => mark === 'didNotCome').map(({ on }) => on)
  const came = days.filter(({ mark }) => mark !== 'didNotCome').map(({ on }) => on)
  return [
    ...(came.length === 0
      ? []
      : [`You came ${timesInWords(came.length)}: ${daysInWords(came, today)}.`]),
    ...(missed.length === 0 ? [] : [`You did not come: ${daysInWords(missed, today)}.`]),
  ].join(' ')
}

/** Who wrote down what a group says, when, and whether its words were changed. */
export function groupSaidWhen(outcome: Outcome, today: string): string {
  const { told, saidAt, firstSaidAt, revision } = outcome
  const changed = revision === 1 ? '' : ` First said on ${dayOfInWords(firstSaidAt, today)}.`
  if (told !== null) return `${upperFirst(toldInWords(told, today))}.${changed}`
  return `The group wrote this on ${dayOfInWords(saidAt, today)}.${changed}`
}

function upperFirst(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What the person answered, as it is said back to them. */
export const youSaid: Readonly<Record<PersonSays, string>> = {
  yes: 'You said yes',
  partly: 'You said partly',
  no: 'You said no',
  notAboutThis: 'You said it is not about this goal',
}

/** What somebody answered who speaks for them. */
export const saidForYou: Readonly<Record<PersonSays, string>> = {
  yes: 'yes',
  partly: 'partly',
  no: 'no',
  notAboutThis: 'it is not about this goal',
}

const standings: Readonly<Record<Goal['standing'], Standing>> = {
  notSaid: { words: 'You have not said yet', colour: 'grey' },
  no: { words: 'You say: not yet', colour: 'orange' },
  partly: { words: 'You say: partly', colour: 'blue' },
  yes: { words: 'You say: yes', colour: 'green' },
}

/** Where a goal stands, by what the person said last and by nothing else. */
export function yourStanding({ standing }: Pick<Goal, 'standing'>): Standing {
  return standings[standing]
}

/** "Your number went from 4 to 7 out of 10."; null before they gave any. */
export function yourScore({ own }: Pick<Goal, 'own'>): string | null {
  if (own === null) return null
  const { first, latest } = own
  if (first.id === latest.id) return `Your number is ${latest.score} out of 10.`
  return first.score === latest.score
    ? `Your number is still ${latest.score} out of 10.`
    : `Your number went from ${first.score} to ${latest.score} out of 10.`
}

/** Whether the person is asked what they say. */
export function isAsked({ state, outcome }: Pick<Suggestion, 'state' | 'outcome'>): boolean {
  return outcome !== null && (state === 'waiting' || state === 'changedSince')
}

/** Their latest number of all goals, where it is very low and nobody has rung yet. */
export function ringAbout({ goals }: Pick<Plan, 'goals'>): Rating | null {
  const own = goals.flatMap(({ ratings }) => ratings.filter(({ by }) => by === 'person'))
  const [latest] = own.sort((one, other) => (one.at < other.at ? 1 : -1))
  if (latest === undefined || latest.rung !== null) return null
  return latest.score <= ringTodayAtMost ? latest : null
}

const stillSeen = { requested: true, underReview: true, accepted: true } as const

/** Whether a group has a part in it still. */
export function isGoingOn({ state }: Pick<OwnPart, 'state'>): boolean {
  return state in stillSeen
}

/** Whether a group can reach the person: after its yes, until it says that its part is over. */
export function seesHowToReach({ state, outcomes }: Pick<OwnPart, 'state' | 'outcomes'>): boolean {
  const isOver = outcomes.some(({ kind }) => kind !== null && kind !== 'stillComing')
  return state === 'accepted' && !isOver
}

/** Where it stands with a group, in a sentence. */
export function whereItStands(part: OwnPart, sender: OwnReferral['sender'], today: string): string {
  const nothing = 'They can see nothing about you now.'
  const answered = part.answeredAt === null ? '' : ` on ${dayOfInWords(part.answeredAt, today)}`
  const { withdrawnAt } = part.agreement
  switch (part.state) {
    case 'requested':
      return `They were asked on ${dayOfInWords(part.sentAt, today)}. They have not answered yet.`
    case 'underReview':
      return `They have a question. ${sender.name} answers it.`
    case 'accepted':
      return `They said yes${answered}.`
    case 'declined':
      return `They said no${answered}. ${nothing}`
    case 'redirected':
      return `Another group was asked. ${nothing}`
    case 'expired':
      return `No answer came. ${nothing}`
    case 'completed':
      return `This is finished. ${nothing}`
    case 'withdrawn':
      return withdrawnAt === null
        ? `Sharing has stopped. ${nothing}`
        : `Sharing stopped on ${dayOfInWords(withdrawnAt, today)}. ${nothing}`
  }
}

/** "Until Friday 27 March.", "Until it is finished, or you stop it." */
export function untilWhen({ agreement }: Pick<OwnPart, 'agreement'>, today: string): string {
  const { until } = agreement
  return until === null
    ? 'Until it is finished, or you stop it.'
    : `Until ${dayInWords(until, today)}, or you stop it.`
}

/** What waits for the person and where groups stand: what the script compares to see news. */
export function mineSaid(plan: Plan | null, referrals: readonly OwnReferral[]): string {
  const goals = plan?.goals ?? []
  const told = goals.flatMap(({ suggestions }) => suggestions)
  const waiting = told.filter(isAsked).length
  const revisions = told.reduce((sum, { outcome }) => sum + (outcome?.revision ?? 0), 0)
  const parts = referrals.flatMap((each) => each.parts)
  const going = parts.filter(isGoingOn).length
  const yes = parts.filter(({ state }) => state === 'accepted').length
  return [
    waiting === 0 ? 'Nothing waits for you.' : `${waiting} to say what you think about.`,
    `${going} ${going === 1 ? 'group' : 'groups'}, ${yes} said yes, ${revisions} said how it went.`,
  ].join(' ')
}
