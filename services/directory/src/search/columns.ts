import { invalid } from '@waymark/core'
import { chordSquaredOf, type GlobePoint, leastChordSquared, onGlobe } from '../place/distance.ts'
import {
  type Bits,
  both,
  clearBit,
  countBoth,
  either,
  noBits,
  setBit,
  widened,
  without,
} from './bits.ts'
import { facetFields, isFacetField, isList, readerOf, type Value } from './fields.ts'
import type {
  FacetField,
  Filter,
  FilterField,
  GeoPoint,
  ListingDocument,
  SearchAnswer,
} from './port.ts'

/** What one tenant's listings are filtered and counted by, each in a numbered row. */
export interface Columns {
  put(row: number, document: ListingDocument): void
  remove(row: number): void
  /** The listing of a row that is taken. */
  documentAt(row: number): ListingDocument
  /** The rows that pass; all of them without a filter. Throws `invalid` for an unknown field. */
  passing(filter?: Filter): Bits
  /**
   * For each field, how many of these rows have each value; one that a listing gives twice counts
   * once. Throws `invalid` for a field that is not counted.
   */
  count(fields: readonly FacetField[], among: Bits): SearchAnswer['facets']
  /** Grows as the distance to the nearest of its places does; the most there is without any. */
  farness(row: number, from: GlobePoint): number
}

/** Few values, each of many listings: a set of rows for each. */
const setFields: readonly FilterField[] = [...facetFields, 'fromAnywhere']
const firstRows = 1024

interface Store {
  rows: number
  there: Bits
  /** For each field and each of its values, the rows that have it. */
  readonly sets: ReadonlyMap<FilterField, Map<Value, Bits>>
  readonly documents: (ListingDocument | undefined)[]
  assuredDays: Float64Array
  /** The first of its places, three numbers a row; no number where it has none. */
  points: Float64Array
  /** The other places of the few that have several. */
  readonly otherPlaces: Map<number, readonly GlobePoint[]>
}

export function createColumns(): Columns {
  const store: Store = {
    rows: firstRows,
    there: noBits(firstRows),
    sets: new Map(setFields.map((field) => [field, new Map()])),
    documents: [],
    assuredDays: new Float64Array(firstRows),
    points: new Float64Array(3 * firstRows),
    otherPlaces: new Map(),
  }
  return {
    put(row, document) {
      while (row >= store.rows) grow(store)
      setBit(store.there, row)
      for (const [values, value] of valuesOf(store, document)) {
        const rows = values.get(value) ?? noBits(store.rows)
        values.set(value, rows)
        setBit(rows, row)
      }
      store.documents[row] = document
      store.assuredDays[row] = document.assuredDay
      const [first, ...others] = document.points.map(onGlobe)
      const none = Number.NaN
      store.points.set(first ? [first.x, first.y, first.z] : [none, none, none], 3 * row)
      if (others.length > 0) store.otherPlaces.set(row, others)
    },
    documentAt: (row) => documentAt(store, row),
    remove(row) {
      clearBit(store.there, row)
      for (const [values, value] of valuesOf(store, documentAt(store, row))) {
        const rows = values.get(value)
        if (rows !== undefined) clearBit(rows, row)
      }
      store.documents[row] = undefined
      store.otherPlaces.delete(row)
    },
    passing: (filter) => (filter === undefined ? store.there : passing(store, filter)),
    count: (fields, among) =>
      Object.fromEntries(fields.map((field) => [field, countValues(store, field, among)])),
    farness: (row, from) =>
      Math.min(
        firstFarness(store, row, from),
        leastChordSquared(from, store.otherPlaces.get(row) ?? []),
      ),
  }
}

function documentAt({ documents }: Store, row: number): ListingDocument {
  const document = documents[row]
  if (document === undefined) throw new Error(`There is no listing in row ${row}.`)
  return document
}

function grow(store: Store): void {
  store.rows *= 2
  const { rows } = store
  store.there = widened(store.there, rows)
  for (const values of store.sets.values()) {
    for (const [value, bits] of values) values.set(value, widened(bits, rows))
  }
  const { assuredDays, points } = store
  store.assuredDays = new Float64Array(rows)
  store.assuredDays.set(assuredDays)
  store.points = new Float64Array(3 * rows)
  store.points.set(points)
}

function* valuesOf(
  { sets }: Store,
  document: ListingDocument,
): Generator<[values: Map<Value, Bits>, value: Value]> {
  for (const [field, values] of sets) {
    const held = readerOf(field)(document)
    for (const value of isList(held) ? held : [held]) yield [values, value]
  }
}

/** `all` of nothing is every row and `any` of nothing is none, as in logic. */
function passing(store: Store, filter: Filter): Bits {
  const parts = (filters: readonly Filter[]) => filters.map((part) => passing(store, part))
  if ('all' in filter) return parts(filter.all).reduce(both, store.there)
  if ('any' in filter) return parts(filter.any).reduce(either, noBits(store.rows))
  if ('not' in filter) return without(store.there, passing(store, filter.not))
  if ('within' in filter) return near(store, filter.within, filter.metres)
  if ('atLeast' in filter) {
    return rowsWhere(store, (row) => (store.assuredDays[row] ?? 0) >= filter.value)
  }
  if ('isAnyOf' in filter) return having(store, filter.isAnyOf, filter.values)
  return having(store, filter.is, [filter.value])
}

function having(store: Store, field: FilterField, wanted: readonly Value[]): Bits {
  const read = readerOf(field)
  const values = store.sets.get(field)
  if (values !== undefined) {
    const none = noBits(store.rows)
    return wanted.map((value) => values.get(value) ?? none).reduce(either, none)
  }
  return rowsWhere(store, (row) => {
    const document = store.documents[row]
    const held = document === undefined ? [] : read(document)
    return isList(held) ? held.some((value) => wanted.includes(value)) : wanted.includes(held)
  })
}

function near(store: Store, centre: GeoPoint, metres: number): Bits {
  const from = onGlobe(centre)
  const farthest = chordSquaredOf(metres)
  const found = rowsWhere(store, (row) => firstFarness(store, row, from) <= farthest)
  for (const [row, places] of store.otherPlaces) {
    if (leastChordSquared(from, places) <= farthest) setBit(found, row)
  }
  return found
}

function firstFarness({ points }: Store, row: number, { x, y, z }: GlobePoint): number {
  const at = 3 * row
  const east = (points[at] ?? Number.NaN) - x
  const north = (points[at + 1] ?? Number.NaN) - y
  const up = (points[at + 2] ?? Number.NaN) - z
  const chordSquared = east * east + north * north + up * up
  return Number.isNaN(chordSquared) ? Number.MAX_VALUE : chordSquared
}

function rowsWhere({ documents, there, rows }: Store, test: (row: number) => boolean): Bits {
  const found = noBits(rows)
  for (let row = 0; row < documents.length; row += 1) if (test(row)) setBit(found, row)
  // A row that was given up still has its numbers.
  return both(found, there)
}

function countValues({ sets }: Store, field: FacetField, among: Bits): Record<string, number> {
  if (!isFacetField(field)) throw invalid('That search cannot be made.')
  const counted = [...(sets.get(field) ?? [])].map(
    ([value, rows]) => [String(value), countBoth(rows, among)] as const,
  )
  return Object.fromEntries(counted.filter(([, count]) => count > 0))
}
