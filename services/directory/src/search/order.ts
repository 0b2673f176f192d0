import type { GeoPoint, Sort } from './port.ts'

/** The point that a sort measures from; null where it measures nothing. */
export function pointOf(sort: Sort): GeoPoint | null {
  if (sort.by === 'distance') return sort.from
  return sort.by === 'relevance' ? (sort.near ?? null) : null
}

/** By code unit and not by language, so that two machines agree. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Rows kept in an order. */
export interface Order {
  add(row: number): void
  /** While what the row is compared by is still there. */
  remove(row: number): void
  rows(): readonly number[]
}

/**
 * Sorted whole when it is first asked for; from then on each change finds its place, so that one
 * change of a listing does not cost a sort of all. No two rows may be equal.
 */
export function createOrder(compareRows: (a: number, b: number) => number): Order {
  const unsorted = new Set<number>()
  let sorted: number[] | null = null

  function placeOf(rows: readonly number[], row: number): number {
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareRows(rows[middle] ?? 0, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(row) {
      if (sorted === null) unsorted.add(row)
      else sorted.splice(placeOf(sorted, row), 0, row)
    },
    remove(row) {
      if (sorted === null) unsorted.delete(row)
      else sorted.splice(placeOf(sorted, row), 1)
    },
    rows() {
      sorted ??= [...unsorted].sort(compareRows)
      unsorted.clear()
      return sorted
    },
  }
}
