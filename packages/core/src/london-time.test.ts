import { expect, test } from 'vitest'
import { londonDay, londonInstant, londonWallTime } from './london-time.ts'

test.each([
  ['winter', '2026-01-15', '14:30', '2026-01-15T14:30:00.000Z'],
  ['summer', '2026-07-15', '14:30', '2026-07-15T13:30:00.000Z'],
  ['the minute before spring', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
  ['a time that spring skips', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
  ['the first minute of summer time', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
  ['the first of two in autumn', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
  ['the start of the two', '2026-10-25', '01:00', '2026-10-25T00:00:00.000Z'],
  ['after the two', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
])('happy: %s', (_case, day, wallTime, instant) => {
  expect(londonInstant(day, wallTime).toISOString()).toBe(instant)
})

test('happy: late on a summer evening in UTC it is tomorrow in London', () => {
  expect(londonDay(new Date('2026-07-15T23:30:00Z'))).toBe('2026-07-16')
  expect(londonDay(new Date('2026-01-15T23:30:00Z'))).toBe('2026-01-15')
  expect(londonWallTime(new Date('2026-07-15T23:30:00Z'))).toBe('00:30')
})

test('happy: a session at 14:00 stays at 14:00 across the change', () => {
  for (const day of ['2026-10-24', '2026-10-25', '2026-10-26', '2027-03-28']) {
    const instant = londonInstant(day, '14:00')
    expect([londonDay(instant), londonWallTime(instant)]).toEqual([day, '14:00'])
  }
})

test.each([
  ['2026-02-30', '10:00'],
  ['2026-02-03', '24:01'],
  ['2026-02-03', '2pm'],
  ['03/02/2026', '10:00'],
])('refused: %s at %s', (day, wallTime) => {
  expect(() => londonInstant(day, wallTime)).toThrow(expect.objectContaining({ code: 'invalid' }))
})
