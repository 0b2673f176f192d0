import { expect, test } from 'vitest'
import { addDays } from './calendar-day.ts'
import { createWorkingDays } from './working-days.ts'

const { addWorkingDays, bankHolidayName, isWorkingDay, workingDaysBetween } = createWorkingDays()

/** England and Wales, from https://www.gov.uk/bank-holidays; S marks a substitute day. */
const published: Record<string, string> = {
  2022: '01-03S 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27S',
  2023: '01-02S 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28S',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27S 12-28S',
  2028: '01-03S 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
}

test.each(Object.entries(published))('happy: the bank holidays of %s', (year, list) => {
  const found: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
    const name = bankHolidayName(day)
    if (name !== null) found.push(day.slice(5) + (name.includes('substitute') ? 'S' : ''))
  }
  expect(found.join(' ')).toBe(list)
})

test('happy: bank holidays carry their names', () => {
  expect(bankHolidayName('2026-04-03')).toBe('Good Friday')
  expect(bankHolidayName('2026-12-28')).toBe('Boxing Day (substitute day)')
})

test('happy: a deadline passes over a long weekend', () => {
  expect(addWorkingDays('2026-04-02', 2)).toBe('2026-04-08')
  expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-29')
  expect(addWorkingDays('2027-01-04', -1)).toBe('2026-12-31')
  expect(addWorkingDays('2026-12-26', 0)).toBe('2026-12-29')
  expect(addWorkingDays('2026-11-23', 0)).toBe('2026-11-23')
})

test('happy: counting and adding agree over three years', () => {
  const start = '2025-12-30'
  for (let count = 1; count < 750; count += 11) {
    const day = addWorkingDays(start, count)
    expect(isWorkingDay(day)).toBe(true)
    expect(workingDaysBetween(start, day)).toBe(count)
  }
})

test('happy: an earlier day counts backwards, the same day is nought', () => {
  expect(workingDaysBetween('2026-04-08', '2026-04-02')).toBe(-2)
  expect(workingDaysBetween('2026-04-08', '2026-04-08')).toBe(0)
})

test.each(['2026-03-15', '2026-06-21', '2026-04-05', '2026-12-26'])(
  'refused: %s is kept by many, but is no bank holiday',
  (day) => expect(bankHolidayName(day)).toBeNull(),
)

test("refused: Scotland's and Northern Ireland's own days are working days here", () => {
  // St Patrick's Day, the Battle of the Boyne, St Andrew's Day, and 2 January.
  for (const day of ['2026-03-17', '2026-07-13', '2026-11-30', '2026-01-02']) {
    expect(isWorkingDay(day)).toBe(true)
  }
})

test('refused: half a day, or a day that does not exist', () => {
  expect(() => addWorkingDays('2026-04-02', 0.5)).toThrow(RangeError)
  expect(() => addWorkingDays('2026-04-02', 10_001)).toThrow(RangeError)
  expect(() => isWorkingDay('2026-02-30')).toThrow(expect.objectContaining({ code: 'invalid' }))
})
