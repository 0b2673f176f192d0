import type { Occurrence, Session } from '@waymark/contracts'
import { weekdays } from '@waymark/contracts'
import { dayNumber } from '@waymark/core'
import { DateTime } from 'luxon'

/** A day of the calendar is the same everywhere, and without a zone to look up it is quick. */
function dayOf(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' })
}

/** A wall-clock time in words: "10:30am", "2pm", "midday", "midnight". */
export function timeInWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  if (minutes === 0 && hours === 0) return 'midnight'
  if (minutes === 0 && hours === 12) return 'midday'
  const hour = hours % 12 === 0 ? 12 : hours % 12
  const past = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`
  return `${hour}${past}${hours < 12 ? 'am' : 'pm'}`
}

/** "10:30am to midday", or the start alone when nobody has said when it ends. */
export function timesInWords(startsAt: string, endsAt: string | null): string {
  if (endsAt === null) return timeInWords(startsAt)
  return `${timeInWords(startsAt)} to ${timeInWords(endsAt)}`
}

/** "Tuesday 24 November", with the year only when it is not this one. */
export function dayInWords(day: string, today: string): string {
  const date = dayOf(day)
  return date.toFormat(date.year === dayOf(today).year ? 'cccc d LLLL' : 'cccc d LLLL yyyy')
}

/** "Today", "Tomorrow" or the day in words: how soon is what a person asks first. */
export function soonInWords(day: string, today: string): string {
  const days = daysBetween(today, day)
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  return dayInWords(day, today)
}

/** "Tuesday 24 November, 10:30am to midday". */
export function occurrenceInWords(
  next: Pick<Occurrence, 'day' | 'startsAt' | 'endsAt'>,
  today: string,
): string {
  return `${soonInWords(next.day, today)}, ${timesInWords(next.startsAt, next.endsAt)}`
}

const weeksOfMonth = { 1: 'First', 2: 'Second', 3: 'Third', 4: 'Fourth', [-1]: 'Last' } as const
const counts = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** How often it meets: "Every Tuesday", "Every other Tuesday", "First Tuesday of the month". */
export function rhythmInWords(session: Session): string {
  const weekday = weekdays[session.weekday]
  if (session.frequency === 'weekly') {
    if (session.interval === 1) return `Every ${weekday}`
    if (session.interval === 2) return `Every other ${weekday}`
    return `${weekday}, every ${session.interval} weeks`
  }
  const which = `${weeksOfMonth[session.weekOfMonth ?? 1]} ${weekday} of`
  if (session.interval === 1) return `${which} the month`
  const every = counts[session.interval] ?? `${session.interval}th`
  return `${which} every ${every} month`
}

/** Pence as people say it: "Free", "£2.50 a session", "50p a session"; null when not known. */
export function costInWords(pence: number | null): string | null {
  if (pence === null) return null
  if (pence === 0) return 'Free'
  if (pence < 100) return `${pence}p a session`
  const pounds = pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2)
  return `£${pounds} a session`
}

/** Miles as people say them: "under half a mile", "1.2 miles", "about 2 miles" when vague. */
export function distanceInWords(miles: number, approximate: boolean): string {
  if (approximate) {
    const rounded = Math.round(miles)
    if (rounded < 1) return 'under a mile'
    return rounded === 1 ? 'about 1 mile' : `about ${rounded} miles`
  }
  if (miles < 0.5) return 'under half a mile'
  if (miles >= 10) return `${Math.round(miles)} miles`
  const tenths = Math.round(miles * 10) / 10
  return tenths === 1 ? '1 mile' : `${tenths} miles`
}

/** How long ago, in words: "today", "yesterday", "6 days ago", "4 months ago", "2 years ago". */
export function agoInWords(day: string, today: string): string {
  const days = Math.max(0, daysBetween(day, today))
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days < 60) return `${days} days ago`
  const months = Math.floor(dayOf(today).diff(dayOf(day), 'months').months)
  if (months < 24) return months === 1 ? '1 month ago' : `${months} months ago`
  return `${Math.floor(months / 12)} years ago`
}

/** Whole days from one day to another; less than nothing when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** "14 groups and services", "1 group or service". */
export function countInWords(total: number): string {
  return total === 1 ? '1 group or service' : `${total.toLocaleString('en-GB')} groups and services`
}

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "a, b and c". */
export function listInWords(words: readonly string[]): string {
  return lists.format(words)
}

/** "2 places left, said today", "Full, said 3 days ago": a count is worth as much as its day. */
export function placesInWords(
  places: { readonly left: number; readonly saidOn: string },
  today: string,
): string {
  const said = `said ${agoInWords(places.saidOn, today)}`
  if (places.left === 0) return `Full, ${said}`
  return `${places.left === 1 ? '1 place' : `${places.left} places`} left, ${said}`
}

const assurers = {
  group: 'by the group',
  directoryTeam: 'by the directory team',
  source: 'by our source',
} as const

/** Older than this, a listing is marked: ring first. */
export const staleAfterDays = 90

export interface Assurance {
  readonly words: string
  readonly state: 'fresh' | 'stale' | 'never'
}

/** "Checked 6 days ago by the group"; past 90 days or never, the words say so themselves. */
export function assuranceInWords(
  assured: {
    readonly assuredDate: string | null
    readonly assuredBy: keyof typeof assurers | null
  },
  today: string,
): Assurance {
  if (assured.assuredDate === null) return { words: 'Not checked yet', state: 'never' }
  const by = assured.assuredBy === null ? '' : ` ${assurers[assured.assuredBy]}`
  const ago = agoInWords(assured.assuredDate, today)
  if (daysBetween(assured.assuredDate, today) > staleAfterDays) {
    return { words: `Last checked ${ago}${by}: ring first`, state: 'stale' }
  }
  return { words: `Checked ${ago}${by}`, state: 'fresh' }
}
