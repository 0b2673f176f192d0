import type { Attendance, AttendanceMark, Outcome } from '@waymark/contracts'
import { DateTime } from 'luxon'
import { dayOfInWords, toldInWords } from '../referrals/words.ts'

const wasThere: Readonly<Record<AttendanceMark, boolean>> = {
  came: true,
  cameWithSomeone: true,
  didNotCome: false,
}

/** How often they came, by finished days alone; null where no day is finished: nobody counted. */
export function timesOnRegister(days: readonly Attendance[]): number | null {
  const finished = days.filter(({ finishedAt }) => finishedAt !== null)
  return finished.length === 0 ? null : finished.filter(({ mark }) => wasThere[mark]).length
}

/** "once", "3 times". */
export function timesInWords(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}

/** "Came 3 times: 4, 11, 18 November. Did not come: 25 November."; empty for no day. */
export function cameInWords(days: readonly Attendance[], today: string): string {
  const on = (...marks: readonly AttendanceMark[]) =>
    days.filter(({ mark }) => marks.includes(mark)).map((day) => day.on)
  const came = on('came', 'cameWithSomeone')
  const withSomebody = on('cameWithSomeone')
  const missed = on('didNotCome')
  const said = (words: string, these: readonly string[]) =>
    these.length === 0 ? [] : [`${words}: ${daysInWords(these, today)}.`]
  return [
    ...said(`Came ${timesInWords(came.length)}`, came),
    ...said('With somebody', withSomebody),
    ...said('Did not come', missed),
  ].join(' ')
}

/** More than this, and only the first and the last are named. */
const mostNamed = 12

/** "4, 11, 18 November", "28 October; 4 November"; the year only where it is not this one. */
export function daysInWords(days: readonly string[], today: string): string {
  const dates = [...days].sort().map((day) => DateTime.fromISO(day, { locale: 'en-GB' }))
  const monthOf = (date: DateTime) =>
    date.toFormat(date.toFormat('yyyy') === today.slice(0, 4) ? 'LLLL' : 'LLLL yyyy')
  const [first, last] = [dates[0], dates.at(-1)]
  if (first !== undefined && last !== undefined && dates.length > mostNamed) {
    return `from ${first.day} ${monthOf(first)} to ${last.day} ${monthOf(last)}`
  }
  const byMonth = new Map<string, number[]>()
  for (const date of dates) {
    byMonth.set(monthOf(date), [...(byMonth.get(monthOf(date)) ?? []), date.day])
  }
  return [...byMonth].map(([month, each]) => `${each.join(', ')} ${month}`).join('; ')
}

/** Whoever reads it decides who "you" are. */
export type OutcomeReader = 'group' | 'sender'

/** Who wrote down what happened, and when; that it was corrected, where it was. */
export function whoSaidInWords(outcome: Outcome, reader: OutcomeReader, today: string): string {
  const { told, source, saidAt, firstSaidAt, revision } = outcome
  const first = revision === 1 ? '' : ` Corrected; first said ${dayOfInWords(firstSaidAt, today)}.`
  if (told !== null) return `${sentence(toldInWords(told, today))}.${first}`
  const who = reader === 'group' ? 'Your group wrote this' : 'The group wrote this'
  const how = source === 'link' ? ' with the link from its e-mail' : ''
  return `${who}${how}, ${dayOfInWords(saidAt, today)}.${first}`
}

/** What was said by mistake stays, and says so. */
export function takenBackInWords({ firstSaidAt, saidAt }: Outcome, today: string): string {
  const said = dayOfInWords(firstSaidAt, today)
  return `Said ${said}, and taken back ${dayOfInWords(saidAt, today)}: it was a mistake.`
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
