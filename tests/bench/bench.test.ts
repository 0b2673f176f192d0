import { expect, test } from 'vitest'
import { createRandom } from '../support/random.ts'
import { benchListings, typedWithSlip, withSlip } from './corpus.ts'
import { median, percentile, rounded } from './statistics.ts'

test('happy: percentiles are values that were measured, by nearest rank', () => {
  const values = [5, 1, 4, 2, 3]
  expect([median(values), percentile(values, 0.95), percentile(values, 0)]).toEqual([3, 5, 1])
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1)
  expect([percentile(hundred, 0.95), percentile(hundred, 0.99)]).toEqual([95, 99])
  expect(median([4, 1])).toBe(1)
})

test('refused: nothing measured has no middle', () => {
  expect(() => median([])).toThrow('Nothing was measured')
})

test('happy: the corpus is the same for every run, with a name of its own for each', () => {
  const listings = benchListings(5_000)
  expect(new Set(listings.map(({ name }) => name)).size).toBe(5_000)
  expect(benchListings(3)).toEqual(listings.slice(0, 3))
})

test('happy: a slip is one edit away, and every kind of it is made', () => {
  const random = createRandom(7)
  const lengths = new Set<number>()
  for (let round = 0; round < 200; round += 1) {
    const spoilt = withSlip('walking', random)
    expect(spoilt).not.toBe('walking')
    lengths.add(spoilt.length)
  }
  expect([...lengths].sort()).toEqual([6, 7, 8])
  const swapped = Array.from({ length: 200 }, () => withSlip('abcdef', random))
  expect(swapped).toContain('acbdef')
  expect(typedWithSlip('Ashby Walking Group', random)).toMatch(/ group$/)
})

test('happy: figures are written with what matters of them', () => {
  expect([rounded(1234.5), rounded(12.345), rounded(0.1234)]).toEqual(['1,235', '12.3', '0.12'])
})
