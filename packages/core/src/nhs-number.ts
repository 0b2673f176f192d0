import { invalid } from './errors.ts'

/**
 * True for ten digits that pass the modulus 11 check (NHS Data Dictionary, NHS NUMBER). All noughts
 * pass the sum but are nobody's number.
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^[0-9]{10}$/.test(digits) || digits === '0000000000') return false
  const sum = Array.from(digits.slice(0, 9), Number).reduce(
    (total, digit, index) => total + digit * (10 - index),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  // A check of 10 fits no digit: such a number is never given out.
  return check === Number(digits[9])
}

/** Ten digits from what was typed, without spaces and hyphens; null when it is no NHS number. */
export function normaliseNhsNumber(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  return isNhsNumber(digits) ? digits : null
}

/** As people read it: `999 123 4560`. Throws `invalid`, without the value, for no NHS number. */
export function formatNhsNumber(digits: string): string {
  if (!isNhsNumber(digits)) throw invalid('This is not an NHS number: it has 10 digits.')
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
}
