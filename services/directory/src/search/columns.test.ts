import fc from 'fast-check'
import { expect, test } from 'vitest'
import { both, countBoth, countOf, either, hasBit, noBits, setBit, without } from './bits.ts'
import { createColumns } from './columns.ts'
import { aDocument } from './conformance-case.ts'
import { createOrder } from './order.ts'

const rows = 200
const someRows = fc.uniqueArray(fc.nat({ max: rows - 1 }))
const all = Array.from({ length: rows }, (_, row) => row)

function bitsOf(chosen: readonly number[]) {
  const bits = noBits(rows)
  for (const row of chosen) setBit(bits, row)
  return bits
}

test('happy: bits are as sets of numbers are', () => {
  fc.assert(
    fc.property(someRows, someRows, (one, other) => {
      const [left, right] = [bitsOf(one), bitsOf(other)]
      const rowsIn = (bits: Uint32Array) => all.filter((row) => hasBit(bits, row))
      const common = all.filter((row) => one.includes(row) && other.includes(row))
      expect(rowsIn(both(left, right))).toEqual(common)
      expect(countBoth(left, right)).toBe(common.length)
      expect(rowsIn(either(left, right))).toEqual(
        all.filter((row) => one.includes(row) || other.includes(row)),
      )
      expect(rowsIn(without(left, right))).toEqual(
        all.filter((row) => one.includes(row) && !other.includes(row)),
      )
      expect(countOf(left)).toBe(one.length)
    }),
  )
})

test('happy: rows keep their order, whatever comes and goes and whenever it is asked', () => {
  const step = fc.record({ row: fc.nat({ max: 30 }), asked: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const kept = new Set<number>()
      const order = createOrder((a, b) => b - a)
      for (const { row, asked } of steps) {
        if (kept.delete(row)) order.remove(row)
        else order.add(kept.add(row) && row)
        if (asked) expect(order.rows()).toEqual([...kept].sort((a, b) => b - a))
      }
      expect(order.rows()).toEqual([...kept].sort((a, b) => b - a))
    }),
  )
})

test('happy: a row that is given up and taken again has nothing of the one before', () => {
  const columns = createColumns()
  const leicester = { latitude: 52.6, longitude: -1.1 }
  const ely = { latitude: 52.4, longitude: 0.3 }
  columns.put(3, aDocument({ id: 'a', needs: ['food'], points: [leicester, ely], assuredDay: 9 }))
  columns.remove(3)
  columns.put(3, aDocument({ id: 'b', needs: ['money'], points: [], assuredDay: 1 }))
  const count = (filter: Parameters<typeof columns.passing>[0]) => countOf(columns.passing(filter))
  expect(count({ within: ely, metres: 5_000 })).toBe(0)
  expect(count({ is: 'needs', value: 'food' })).toBe(0)
  expect(count({ atLeast: 'assuredDay', value: 5 })).toBe(0)
  expect(count({ is: 'id', value: 'b' })).toBe(1)
})

test('happy: it grows with the listings', () => {
  const columns = createColumns()
  for (let row = 0; row < 5_000; row += 1) {
    columns.put(row, aDocument({ id: `${row}`, needs: [row % 2 === 0 ? 'food' : 'money'] }))
  }
  const food = columns.passing({ is: 'needs', value: 'food' })
  expect(countOf(food)).toBe(2_500)
  expect(columns.count(['needs'], food)).toEqual({ needs: { food: 2_500 } })
})
