import { sessionDetails } from '@waymark/contracts'
import { addDays } from '@waymark/core'
import { expect, test } from 'vitest'
import { fortnightly, monthly, termTime, weekly } from './records.ts'
import { sessionDetailsOn } from './session-dates.ts'

const tuesdayLunch = { at: null, weekday: 'TU', startsAt: '12:00', endsAt: '14:00' } as const
const today = '2026-11-22'

test('happy: a session started on its own weekday and misses Christmas week', () => {
  const session = sessionDetailsOn(today, { ...weekly, ...tuesdayLunch }, null)
  expect(sessionDetails.parse(session)).toEqual(session)
  expect(session).toMatchObject({ validFrom: '2025-09-23', validTo: null, notOn: ['2026-12-29'] })
})

test('happy: a term-time session misses the school holidays and meets between them', () => {
  const { notOn } = sessionDetailsOn(today, { ...termTime, ...tuesdayLunch }, null)
  expect(notOn).toEqual(expect.arrayContaining(['2026-12-22', '2027-02-16', '2027-07-27']))
  expect(notOn).not.toContain('2027-03-02')
})

test('happy: a course that has yet to start begins and ends on its weekday', () => {
  const course = { ...weekly, ...tuesdayLunch, startedWeeksAgo: -3, endsInWeeks: 8 }
  const { validFrom, validTo } = sessionDetailsOn(today, course, null)
  expect([validFrom, validTo]).toEqual(['2026-12-08', '2027-01-12'])
})

test('happy: two fortnightly sessions a week apart in starting never share a week', () => {
  const even = sessionDetailsOn(today, { ...fortnightly, ...tuesdayLunch }, null)
  const odd = { ...fortnightly, ...tuesdayLunch, startedWeeksAgo: fortnightly.startedWeeksAgo + 1 }
  expect(sessionDetailsOn(today, odd, null).validFrom).toBe(addDays(even.validFrom, -7))
})

test('happy: every day of a leap year makes a session that the contract takes', () => {
  const session = { ...monthly, ...tuesdayLunch, weekOfMonth: -1 } as const
  for (let count = 0; count < 366; count += 1) {
    const made = sessionDetailsOn(addDays('2028-01-01', count), session, null)
    expect(sessionDetails.safeParse(made).success).toBe(true)
    expect(new Date(`${made.validFrom}T00:00:00Z`).getUTCDay()).toBe(2)
  }
})
