import { type SessionDetails, weekdays } from '@waymark/contracts'
import { addDays, isoWeekday } from '@waymark/core'
import type { DemoSession } from './records.ts'

const daysPlanned = 370

/** Month and day, both ends included; roughly as an English council sets them, Easter apart. */
const christmas = [
  ['12-24', '12-31'],
  ['01-01', '01-01'],
] as const
const schoolHolidays = [
  ['12-20', '12-31'],
  ['01-01', '01-03'],
  ['02-14', '02-20'],
  ['05-25', '05-31'],
  ['07-22', '09-02'],
  ['10-24', '10-31'],
] as const

const closures = { never: [], christmas, schoolHolidays } as const

/**
 * A demo session as it would have been typed in on `today` (a day in Europe/London): when it
 * started, when it ends, and the days in the coming year on which it does not meet.
 */
export function sessionDetailsOn(
  today: string,
  session: DemoSession,
  locationId: string | null,
): SessionDetails {
  const { at: _place, startedWeeksAgo, endsInWeeks, closed, ...times } = session
  const dayThisWeek = addDays(mondayOf(today), Object.keys(weekdays).indexOf(session.weekday))
  return {
    ...times,
    locationId,
    validFrom: addDays(dayThisWeek, -7 * startedWeeksAgo),
    validTo: endsInWeeks === null ? null : addDays(dayThisWeek, 7 * endsInWeeks),
    notOn: daysFrom(dayThisWeek).filter((day) => isClosed(day, closed)),
  }
}

/** The same weekday for a year to come. */
function daysFrom(first: string): string[] {
  const count = Math.ceil(daysPlanned / 7)
  return Array.from({ length: count }, (_, week) => addDays(first, 7 * week))
}

function isClosed(day: string, closed: DemoSession['closed']): boolean {
  const monthAndDay = day.slice(5)
  return closures[closed].some(([from, to]) => from <= monthAndDay && monthAndDay <= to)
}

function mondayOf(day: string): string {
  return addDays(day, 1 - isoWeekday(day))
}
