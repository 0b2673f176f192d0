import { DateTime } from 'luxon'
import { invalid } from './errors.ts'

const zone = 'Europe/London'

/** The day on a wall calendar in London at that instant, as an ISO day. */
export function londonDay(instant: Date): string {
  return at(instant).toFormat('yyyy-MM-dd')
}

/** The time on a wall clock in London at that instant, 24 hours: `14:30`. */
export function londonWallTime(instant: Date): string {
  return at(instant).toFormat('HH:mm')
}

/**
 * The instant at which London's clocks show `wallTime` (`14:30`) on an ISO day. A time that spring
 * skips is an hour later; of a time that autumn has twice, the first. Throws `invalid` for no day
 * or no time.
 */
export function londonInstant(day: string, wallTime: string): Date {
  const found = DateTime.fromFormat(`${day} ${wallTime}`, 'yyyy-MM-dd HH:mm', { zone })
  if (!found.isValid) throw invalid('Use a real day and time, written like 2026-03-31 and 14:30.')
  const instants = found.getPossibleOffsets().map((possible) => possible.toMillis())
  return new Date(Math.min(...instants))
}

function at(instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone })
}
