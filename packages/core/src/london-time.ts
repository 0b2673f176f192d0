import { dayNumber } from './calendar-day.ts'
import { invalid } from './errors.ts'

const hourMs = 3_600_000

// One formatter, kept: to make one costs a thousand times what it costs to use.
const wallClock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

/** The day on a wall calendar in London at that instant, as an ISO day. */
export function londonDay(instant: Date): string {
  return wallTimeAt(instant).slice(0, 10)
}

/** The time on a wall clock in London at that instant, 24 hours: `14:30`. */
export function londonWallTime(instant: Date): string {
  return wallTimeAt(instant).slice(11)
}

/**
 * The instant at which London's clocks show `wallTime` (`14:30`) on an ISO day. A time that spring
 * skips is an hour later; of a time that autumn has twice, the first. Throws `invalid` for no day
 * or no time.
 */
export function londonInstant(day: string, wallTime: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(wallTime)) {
    throw invalid('Use a real time, written like 14:30.')
  }
  dayNumber(day)
  // London is on UTC or an hour before it. The hour that comes twice is in summer time first.
  const winter = new Date(`${day}T${wallTime}Z`)
  const summer = new Date(winter.getTime() - hourMs)
  return wallTimeAt(summer) === `${day} ${wallTime}` ? summer : winter
}

/** `2026-03-31 14:30` */
function wallTimeAt(instant: Date): string {
  const [day, month, year = '', hour, minute] = wallClock.format(instant).match(/\d+/g) ?? []
  return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}`
}
