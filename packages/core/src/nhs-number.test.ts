import { expect, test } from 'vitest'
import { formatNhsNumber, isNhsNumber, normaliseNhsNumber } from './nhs-number.ts'

// Numbers that begin with 999 are set aside for tests and never given to a person.
const valid = ['9990000018', '9990000026', '9990000034', '9990000042', '9990000050', '9990000069']

test('happy: numbers of the test range pass', () => {
  expect(valid.filter((digits) => !isNhsNumber(digits))).toEqual([])
})

test('happy: exactly one last digit in ten, or none, passes', () => {
  const passes = (first: string) =>
    Array.from({ length: 10 }, (_, last) => `${first}${last}`).filter(isNhsNumber).length
  const counts = Array.from({ length: 200 }, (_, index) => passes(String(999000000 + index)))
  expect(new Set(counts)).toEqual(new Set([0, 1]))
})

test('happy: spaces and hyphens are taken out, and put where people read them', () => {
  expect(normaliseNhsNumber(' 999-000 0042\n')).toBe('9990000042')
  expect(formatNhsNumber('9990000042')).toBe('999 000 0042')
})

test.each([
  ['a wrong check digit', '9990000043'],
  ['two digits changed places', '9900900042'],
  ['nine digits', '999000004'],
  ['eleven digits', '99900000420'],
  ['letters', '99900000A2'],
  ['all noughts', '0000000000'],
  ['nothing', ''],
  ['digits of another script', '٩٩٩٠٠٠٠٠٤٢'],
])('refused: %s', (_case, text) => {
  expect(isNhsNumber(text)).toBe(false)
  expect(normaliseNhsNumber(text)).toBeNull()
})

test('secure: a refused number is not repeated', () => {
  expect(() => formatNhsNumber('9990000043')).toThrow(
    expect.objectContaining({ code: 'invalid', message: expect.not.stringContaining('999') }),
  )
})
