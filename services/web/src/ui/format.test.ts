import type { Session } from '@waymark/contracts'
import { describe, expect, test } from 'vitest'
import {
  agoInWords,
  assuranceInWords,
  costInWords,
  countInWords,
  dayInWords,
  daysBetween,
  distanceInWords,
  occurrenceInWords,
  placesInWords,
  rhythmInWords,
  timesInWords,
} from './format.ts'

const today = '2026-11-22'

const tuesdays: Session = {
  id: '0193a000-0000-7000-8000-000000000001',
  locationId: null,
  frequency: 'weekly',
  interval: 1,
  weekday: 'TU',
  weekOfMonth: null,
  startsAt: '10:30',
  endsAt: '12:00',
  validFrom: '2026-01-06',
  validTo: null,
  notOn: [],
  meetsOnBankHolidays: false,
}

describe('times', () => {
  test.each([
    ['10:30', '12:00', '10:30am to midday'],
    ['09:00', '17:05', '9am to 5:05pm'],
    ['22:00', '00:00', '10pm to midnight'],
    ['00:15', '12:30', '12:15am to 12:30pm'],
    ['12:00', null, 'midday'],
  ])('happy: %s to %s is "%s"', (startsAt, endsAt, words) => {
    expect(timesInWords(startsAt, endsAt)).toBe(words)
  })
})

describe('days', () => {
  test('happy: a day has its weekday, and its year only when that is another', () => {
    expect(dayInWords('2026-11-24', today)).toBe('Tuesday 24 November')
    expect(dayInWords('2027-01-05', today)).toBe('Tuesday 5 January 2027')
  })

  test('happy: a session says when and how soon', () => {
    const at = (day: string) =>
      occurrenceInWords({ day, startsAt: '10:30', endsAt: '12:00' }, today)
    expect(at('2026-11-22')).toBe('Today, 10:30am to midday')
    expect(at('2026-11-23')).toBe('Tomorrow, 10:30am to midday')
    expect(at('2026-11-24')).toBe('Tuesday 24 November, 10:30am to midday')
  })

  test('happy: the days on which clocks change are one day long', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  })

  test.each([
    [tuesdays, 'Every Tuesday'],
    [{ ...tuesdays, interval: 2 }, 'Every other Tuesday'],
    [{ ...tuesdays, interval: 3 }, 'Tuesday, every 3 weeks'],
    [{ ...tuesdays, frequency: 'monthly', weekOfMonth: 1 }, 'First Tuesday of the month'],
    [{ ...tuesdays, frequency: 'monthly', weekOfMonth: -1 }, 'Last Tuesday of the month'],
    [
      { ...tuesdays, frequency: 'monthly', weekOfMonth: 2, interval: 2 },
      'Second Tuesday of every second month',
    ],
  ] as const)('happy: a rhythm is said as people say it (%#)', (session, words) => {
    expect(rhythmInWords(session)).toBe(words)
  })
})

describe('cost', () => {
  test.each([
    [0, 'Free'],
    [50, '50p a session'],
    [250, '£2.50 a session'],
    [300, '£3 a session'],
    [100_005, '£1000.05 a session'],
  ])('happy: %i pence is "%s"', (pence, words) => {
    expect(costInWords(pence)).toBe(words)
  })

  test('refused: an unknown cost is never said to be free', () => {
    expect(costInWords(null)).toBeNull()
  })
})

describe('distance', () => {
  test.each([
    [0.2, false, 'under half a mile'],
    [0.96, false, '1 mile'],
    [1.24, false, '1.2 miles'],
    [9.96, false, '10 miles'],
    [14.4, false, '14 miles'],
    [0.2, true, 'under a mile'],
    [1.4, true, 'about 1 mile'],
    [2.2, true, 'about 2 miles'],
  ])('happy: %f miles (approximate: %s) is "%s"', (miles, approximate, words) => {
    expect(distanceInWords(miles, approximate)).toBe(words)
  })
})

describe('how long ago', () => {
  test.each([
    ['2026-11-22', 'today'],
    ['2026-11-21', 'yesterday'],
    ['2026-11-16', '6 days ago'],
    ['2026-07-22', '4 months ago'],
    ['2024-11-22', '2 years ago'],
    ['2026-12-01', 'today'],
  ])('happy: %s is "%s"', (day, words) => {
    expect(agoInWords(day, today)).toBe(words)
  })

  test('happy: 90 days is still fresh, and the words change the day after', () => {
    const by = (assuredDate: string | null) =>
      assuranceInWords({ assuredDate, assuredBy: 'group' }, today)
    expect(by('2026-11-16')).toEqual({ words: 'Checked 6 days ago by the group', state: 'fresh' })
    expect(by('2026-08-24').state).toBe('fresh')
    expect(by('2026-08-23')).toEqual({
      words: 'Last checked 2 months ago by the group: ring first',
      state: 'stale',
    })
    expect(by(null)).toEqual({ words: 'Not checked yet', state: 'never' })
  })
})

test('happy: one is not several', () => {
  expect(countInWords(1)).toBe('1 group or service')
  expect(countInWords(1400)).toBe('1,400 groups and services')
})

test('happy: places left are said with the day they were counted, and 0 is full', () => {
  expect(placesInWords({ left: 2, saidOn: today }, today)).toBe('2 places left, said today')
  expect(placesInWords({ left: 1, saidOn: '2026-11-21' }, today)).toBe(
    '1 place left, said yesterday',
  )
  expect(placesInWords({ left: 0, saidOn: '2026-11-19' }, today)).toBe('Full, said 3 days ago')
})
