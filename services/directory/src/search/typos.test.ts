import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lettersMissing, lettersOf, typosBetween, typosForgiven } from './typos.ts'

/** Optimal string alignment as its definition says it, slow and plain. */
function slowly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]
  return Math.min(
    slowly(restA, b) + 1,
    slowly(a, restB) + 1,
    slowly(restA, restB) + (a[0] === b[0] ? 0 : 1),
    swapped ? slowly(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY,
  )
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
const limit = fc.constantFrom(1, 2)

test('happy: the same as the definition', () => {
  fc.assert(
    fc.property(word, word, limit, (typed, other, most) => {
      const slips = slowly(typed, other)
      expect(typosBetween(typed, other, most)).toBe(slips <= most ? slips : null)
    }),
  )
})

test('happy: of an unfinished word, the same as the nearest beginning', () => {
  fc.assert(
    fc.property(word, word, limit, (typed, other, most) => {
      const beginnings = Array.from({ length: other.length + 1 }, (_, end) => other.slice(0, end))
      const slips = Math.min(...beginnings.map((beginning) => slowly(typed, beginning)))
      expect(typosBetween(typed, other, most, true)).toBe(slips <= most ? slips : null)
    }),
  )
})

test('happy: passing over words by their letters loses none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), limit, (a, b, most) => {
      if (typosBetween(a, b, most) === null) return
      expect(lettersMissing(lettersOf(a), lettersOf(b))).toBeLessThanOrEqual(most)
    }),
  )
})

test('happy: one slip is forgiven from 3 letters, two from 8', () => {
  expect([1, 2, 3, 7, 8, 20].map(typosForgiven)).toEqual([0, 0, 1, 1, 2, 2])
})

test('refused: words of very different length are not compared', () => {
  expect(typosBetween('a', 'a'.repeat(10_000), 2)).toBeNull()
})
