import { expect, test } from 'vitest'
import { addDays, ageOn, dayNumber, dayOfNumber, isoWeekday } from './calendar-day.ts'

test('happy: days count from 1970-01-01, both ways', () => {
  expect(dayNumber('1970-01-01')).toBe(0)
  expect(dayNumber('1969-12-31')).toBe(-1)
  expect(dayOfNumber(dayNumber('2026-03-31'))).toBe('2026-03-31')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

test('happy: the week begins on Monday', () => {
  expect(isoWeekday('2026-11-23')).toBe(1)
  expect(isoWeekday('2026-11-22')).toBe(7)
  expect(isoWeekday('1969-12-29')).toBe(1)
})

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '31/03/2026', '', '2026-03-31T00:00:00Z'])(
  'refused: "%s" is no day',
  (day) => {
    expect(() => dayNumber(day)).toThrow(expect.objectContaining({ code: 'invalid' }))
  },
)

test('happy: an age grows on the birthday and, without one, on the day after', () => {
  const ages = ['2026-03-08', '2026-03-09', '2026-03-10'].map((day) => ageOn('1944-03-09', day))
  expect(ages).toEqual([81, 82, 82])
  const leap = ['2027-02-28', '2027-03-01', '2028-02-29'].map((day) => ageOn('2000-02-29', day))
  expect(leap).toEqual([26, 27, 28])
})
