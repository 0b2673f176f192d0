import Holidays from 'date-holidays'
import { addDays, dayNumber, isoWeekday } from './calendar-day.ts'

/** Days are ISO days (`2026-03-31`). A day that does not exist throws `invalid`. */
export interface WorkingDays {
  /** Monday to Friday, not a bank holiday of England and Wales. */
  isWorkingDay(day: string): boolean
  /**
   * The working day that is `count` working days after `day` (before it, when negative). Nought
   * gives `day` itself, or the next working day when it is none.
   */
  addWorkingDays(day: string, count: number): string
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: string, to: string): number
  /** The bank holiday's name as GOV.UK lists it, substitutes marked; null on any other day. */
  bankHolidayName(day: string): string | null
}

const maxCount = 10_000

/** Working days of England and Wales, who share bank holidays. Years are worked out when asked. */
export function createWorkingDays(): WorkingDays {
  // Observances (Mothering Sunday, Father's Day) are left out: nobody closes for them.
  const calendar = new Holidays('GB', 'ENG', { types: ['public', 'bank'] })
  const years = new Map<number, ReadonlyMap<string, string>>()

  const bankHolidayName = (day: string): string | null => {
    // One that falls on a weekend is not a bank holiday: its substitute is.
    if (isoWeekday(day) > 5) return null
    const year = Number(day.slice(0, 4))
    const names = years.get(year) ?? bankHolidaysOf(calendar, year)
    years.set(year, names)
    return names.get(day) ?? null
  }
  const isWorkingDay = (day: string) => isoWeekday(day) <= 5 && bankHolidayName(day) === null

  const addWorkingDays = (day: string, count: number): string => {
    if (!Number.isInteger(count) || Math.abs(count) > maxCount) {
      throw new RangeError('Count working days in whole numbers, 10,000 at most.')
    }
    const step = count < 0 ? -1 : 1
    let current = day
    if (count === 0) while (!isWorkingDay(current)) current = addDays(current, 1)
    for (let left = Math.abs(count); left > 0; ) {
      current = addDays(current, step)
      if (isWorkingDay(current)) left -= 1
    }
    return current
  }

  const workingDaysBetween = (from: string, to: string): number => {
    if (dayNumber(to) < dayNumber(from)) return -workingDaysBetween(to, from)
    let count = 0
    for (let day = from; day !== to; ) {
      day = addDays(day, 1)
      if (isWorkingDay(day)) count += 1
    }
    return count
  }

  return { isWorkingDay, addWorkingDays, workingDaysBetween, bankHolidayName }
}

function bankHolidaysOf(calendar: Holidays, year: number): ReadonlyMap<string, string> {
  return new Map(calendar.getHolidays(year).map((found) => [found.date.slice(0, 10), found.name]))
}
