import type { Session } from '@waymark/contracts'
import { aSession } from '@waymark/testing'
import { expect, test } from 'vitest'
import { nextOccurrences, nextOfAll } from './rules.ts'

const tuesdays: Session = {
  id: '018f0000-0000-7000-8000-000000000001',
  ...aSession(null, { validFrom: '2026-01-01' }),
}
const noHolidays = () => false
const days = (
  session: Session,
  day: string,
  time = '09:00',
  isHoliday = noHolidays as (day: string) => boolean,
) => nextOccurrences(session, { day, time }, 3, isHoliday).map((occurrence) => occurrence.day)

test('happy: a weekly session meets every week from the next such day', () => {
  expect(days(tuesdays, '2026-11-22')).toEqual(['2026-11-24', '2026-12-01', '2026-12-08'])
})

test('happy: today counts until it has ended', () => {
  expect(days(tuesdays, '2026-11-24', '13:59')[0]).toBe('2026-11-24')
  expect(days(tuesdays, '2026-11-24', '14:00')[0]).toBe('2026-12-01')
})

test('happy: a fortnightly rhythm keeps to its first day', () => {
  const fortnightly = { ...tuesdays, interval: 2, validFrom: '2026-11-17' }
  expect(days(fortnightly, '2026-11-18')).toEqual(['2026-12-01', '2026-12-15', '2026-12-29'])
})

test('happy: a session that has not begun yet starts on its first day', () => {
  expect(days({ ...tuesdays, validFrom: '2027-01-13' }, '2026-11-22')[0]).toBe('2027-01-19')
})

test('happy: monthly on the second, and on the last, such day', () => {
  const second = { ...tuesdays, frequency: 'monthly', weekOfMonth: 2 } as const
  expect(days(second, '2026-11-22')).toEqual(['2026-12-08', '2027-01-12', '2027-02-09'])
  const last = { ...tuesdays, frequency: 'monthly', weekOfMonth: -1 } as const
  expect(days(last, '2026-11-22')).toEqual(['2026-11-24', '2026-12-29', '2027-01-26'])
})

test('happy: term breaks, bank holidays and the last day are left out', () => {
  const christmas = { ...tuesdays, notOn: ['2026-12-22'], validTo: '2027-01-05' }
  expect(days(christmas, '2026-12-20', '09:00', (day) => day === '2026-12-29')).toEqual([
    '2027-01-05',
  ])
})

test('happy: a session that meets on bank holidays says so', () => {
  const always = { ...tuesdays, meetsOnBankHolidays: true }
  expect(days(always, '2026-12-20', '09:00', () => true)[0]).toBe('2026-12-22')
})

test('happy: the clock changes move no session to another day or hour', () => {
  const sundays = { ...tuesdays, weekday: 'SU', startsAt: '01:30', endsAt: null } as const
  expect(
    nextOccurrences(sundays, { day: '2026-10-20', time: '09:00' }, 1, noHolidays),
  ).toMatchObject([{ day: '2026-10-25', startsAt: '01:30' }])
  expect(days(sundays, '2027-03-22')[0]).toBe('2027-03-28')
})

test('happy: several sessions come in order of time', () => {
  const thursdays = {
    ...tuesdays,
    id: '018f0000-0000-7000-8000-000000000002',
    weekday: 'TH',
  } as const
  const next = nextOfAll([thursdays, tuesdays], { day: '2026-11-22', time: '09:00' }, 3, noHolidays)
  expect(next.map((occurrence) => occurrence.day)).toEqual([
    '2026-11-24',
    '2026-11-26',
    '2026-12-01',
  ])
})

test('refused: a session cancelled for a whole year ahead has no next time', () => {
  expect(days({ ...tuesdays, validTo: '2026-11-01' }, '2026-11-22')).toEqual([])
})
