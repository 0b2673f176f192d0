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
