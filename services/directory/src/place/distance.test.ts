import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chordSquaredOf, leastChordSquared, metresBetween, onGlobe } from './distance.ts'

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('happy: London to Edinburgh is about 534 kilometres', () => {
  const london = { latitude: 51.5074, longitude: -0.1278 }
  const edinburgh = { latitude: 55.9533, longitude: -3.1883 }
  expect(metresBetween(london, edinburgh) / 1000).toBeCloseTo(534, 0)
})

test('happy: nowhere is far from itself, the same both ways, and never past half the globe', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      expect(metresBetween(a, a)).toBe(0)
      expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3)
      expect(metresBetween(a, b)).toBeLessThan(20_016_000)
    }),
  )
})

test('happy: comparing on the globe is comparing metres', () => {
  fc.assert(
    fc.property(point, point, fc.integer({ min: 0, max: 20_000_000 }), (a, b, metres) => {
      const apart = metresBetween(a, b)
      if (Math.abs(apart - metres) < 1) return
      const within = leastChordSquared(onGlobe(a), [onGlobe(b)]) <= chordSquaredOf(metres)
      expect(within).toBe(apart <= metres)
    }),
  )
})
