import { type Occurrence, type Session, type Weekday, weekdays } from '@waymark/contracts'
import { addDays, dayNumber, isoWeekday } from '@waymark/core'

/** Where we stand in the day, in Europe/London: sessions that have ended are past. */
export interface LocalMoment {
  readonly day: string
  readonly time: string
}

/** How far ahead we look: a monthly session with every other one cancelled is still found. */
const horizonDays = 400

/**
 * The next `count` times a session meets, soonest first: term breaks, its last day and (unless it
 * says that it meets then) bank holidays are left out. Days and times are Europe/London.
 */
export function nextOccurrences(
  session: Session,
  from: LocalMoment,
  count: number,
  isBankHoliday: (day: string) => boolean,
): Occurrence[] {
  const found: Occurrence[] = []
  const lastDay = earliest(session.validTo, addDays(from.day, horizonDays))
  for (const day of candidateDays(session, from.day)) {
    if (day > lastDay || found.length === count) break
    if (day === from.day && (session.endsAt ?? session.startsAt) <= from.time) continue
    if (session.notOn.includes(day)) continue
    if (!session.meetsOnBankHolidays && isBankHoliday(day)) continue
    found.push({
      sessionId: session.id,
      day,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      locationId: session.locationId,
    })
  }
  return found
}

/** The next times over several sessions, soonest first. */
export function nextOfAll(
  sessions: readonly Session[],
  from: LocalMoment,
  count: number,
  isBankHoliday: (day: string) => boolean,
): Occurrence[] {
  return sessions
    .flatMap((session) => nextOccurrences(session, from, count, isBankHoliday))
    .sort((one, other) => sortKey(one).localeCompare(sortKey(other)))
    .slice(0, count)
}

function sortKey({ day, startsAt, sessionId }: Occurrence): string {
  return `${day} ${startsAt} ${sessionId}`
}

/** Days on which the rhythm falls, from `fromDay` or the first valid day on, whichever is later. */
function* candidateDays(session: Session, fromDay: string): Generator<string> {
  if (session.frequency === 'weekly') yield* weeklyDays(session, fromDay)
  else yield* monthlyDays(session, fromDay)
}

function* weeklyDays(session: Session, fromDay: string): Generator<string> {
  const anchor = addDays(session.validFrom, daysUntil(session.validFrom, session.weekday))
  const stepDays = 7 * session.interval
  const behindDays = Math.max(0, dayNumber(fromDay) - dayNumber(anchor))
  let day = addDays(anchor, Math.ceil(behindDays / stepDays) * stepDays)
  while (true) {
    yield day
    day = addDays(day, stepDays)
  }
}

function* monthlyDays(session: Session, fromDay: string): Generator<string> {
  const first = monthNumber(session.validFrom)
  const behind = Math.max(0, monthNumber(fromDay) - first)
  let month = first + Math.floor(behind / session.interval) * session.interval
  while (true) {
    const day = nthWeekday(month, session.weekday, session.weekOfMonth ?? 1)
    if (day >= session.validFrom && day >= fromDay) yield day
    month += session.interval
  }
}

function nthWeekday(month: number, weekday: Weekday, week: number): string {
  if (week === -1) {
    const lastDay = addDays(firstOfMonth(month + 1), -1)
    return addDays(lastDay, -((7 - daysUntil(lastDay, weekday)) % 7))
  }
  const first = firstOfMonth(month)
  return addDays(first, daysUntil(first, weekday) + 7 * (week - 1))
}

/** Days from `day` to the next such weekday, 0 when it is one. */
function daysUntil(day: string, weekday: Weekday): number {
  const order = Object.keys(weekdays)
  return (order.indexOf(weekday) + 1 - isoWeekday(day) + 7) % 7
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

function firstOfMonth(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

function earliest(one: string | null, other: string): string {
  return one !== null && one < other ? one : other
}
