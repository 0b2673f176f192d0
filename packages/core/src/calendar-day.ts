import { invalid } from './errors.ts'

const dayMs = 86_400_000

/** Days from 1970-01-01 to an ISO day (`2026-03-31`). Throws `invalid` for no such day. */
export function dayNumber(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date))
  // 31 April is read as 1 May, and a year before 100 as one of the last century.
  const read = new Date(ms)
  const isReal = read.getUTCDate() === Number(date) && read.getUTCFullYear() === Number(year)
  if (!isReal) throw invalid('Use a real day, written like 2026-03-31.')
  return ms / dayMs
}

/** The ISO day that is `number` days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return dayOfNumber(dayNumber(day) + count)
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function isoWeekday(day: string): number {
  // 1970-01-01 was a Thursday, the fourth day of its week.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Whole years from an ISO day of birth to another. Without a 29 February, 1 March counts. */
export function ageOn(birthDate: string, day: string): number {
  dayNumber(birthDate)
  dayNumber(day)
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
