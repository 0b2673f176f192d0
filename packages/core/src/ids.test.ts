import { expect, test } from 'vitest'
import { createIds } from './ids.ts'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function idsAt(count: number, clock: () => Date): string[] {
  const newId = createIds(clock)
  return Array.from({ length: count }, newId)
}

test('happy: version 7, variant 10, the time in front', () => {
  const ids = idsAt(1000, () => new Date('2026-11-22T04:00:00.123Z'))
  expect(ids.filter((id) => !pattern.test(id))).toEqual([])
  const ms = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)
  expect(new Date(ms).toISOString()).toBe('2026-11-22T04:00:00.123Z')
})

test('happy: twenty thousand in one millisecond are sorted and all different', () => {
  const ids = idsAt(20_000, () => new Date(1_790_000_000_000))
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
  expect(ids.filter((id) => !pattern.test(id))).toEqual([])
})

test('happy: sorted still when the clock steps back', () => {
  const times = [1_790_000_000_500, 1_790_000_000_100, 1_790_000_000_900, 1_790_000_000_000]
  let index = 0
  const ids = idsAt(8000, () => new Date(times[index++ % times.length] ?? 0))
  expect([...ids].sort()).toEqual(ids)
})

test('happy: the same clock and randomness make the same ids', () => {
  const seeded = () =>
    createIds(
      () => new Date(0),
      (size) => new Uint8Array(size).fill(7),
    )
  expect(seeded()()).toBe(seeded()())
})

test('secure: two makers in the same millisecond do not collide', () => {
  const clock = () => new Date(1_790_000_000_000)
  const all = [...idsAt(5000, clock), ...idsAt(5000, clock)]
  expect(new Set(all).size).toBe(10_000)
})
