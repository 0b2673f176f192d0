import type { Attendance } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aMistake, anOutcome } from './testing.ts'
import { cameInWords, daysInWords, takenBackInWords, whoSaidInWords } from './words.ts'

const today = '2026-11-26'
const day = (on: string, mark: Attendance['mark'] = 'came'): Attendance => ({
  ...{ on, mark, finishedAt: '2026-11-25T10:00:00Z', told: null },
})

test('happy: how often they came, and on which days', () => {
  const days = [day('2026-11-18'), day('2026-11-11'), day('2026-11-04')]
  expect(cameInWords(days, today)).toBe('Came 3 times: 4, 11, 18 November.')
  expect(cameInWords([day('2026-11-04')], today)).toBe('Came once: 4 November.')
  expect(cameInWords([], today)).toBe('')
  const mixed = [day('2026-11-18', 'didNotCome'), day('2026-11-11', 'cameWithSomeone')]
  expect(cameInWords(mixed, today)).toBe(
    'Came once: 11 November. With somebody: 11 November. Did not come: 18 November.',
  )
})

test('happy: months and years are said where they change, and many days by first and last', () => {
  const over = ['2025-12-30', '2026-10-28', '2026-11-04']
  expect(daysInWords(over, today)).toBe('30 December 2025; 28 October; 4 November')
  const many = Array.from({ length: 13 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
  expect(daysInWords(many, today)).toBe('from 1 November to 13 November')
})

test('happy: who wrote it down, when, and that it was corrected', () => {
  const by = (given: Parameters<typeof anOutcome>[0], reader: 'group' | 'sender' = 'sender') =>
    whoSaidInWords(anOutcome(given), reader, today)
  expect(by({})).toBe('The group wrote this with the link from its e-mail, Wednesday 25 November.')
  expect(by({ source: 'account' }, 'group')).toBe('Your group wrote this, Wednesday 25 November.')
  const told = { by: 'Pat', to: 'Jo', how: 'phone', on: '2026-05-03' } as const
  const corrected = { revision: 2, saidAt: '2026-11-26T09:00:00Z', told, source: 'call' } as const
  expect(by(corrected)).toBe(
    'Told to Jo by Pat by phone, Sunday 3 May. Corrected; first said Wednesday 25 November.',
  )
  expect(takenBackInWords(aMistake(), today)).toBe(
    'Said Wednesday 25 November, and taken back Thursday 26 November: it was a mistake.',
  )
})
