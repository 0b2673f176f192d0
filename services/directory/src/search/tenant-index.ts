import { metresBetween, onGlobe } from '../place/distance.ts'
import { type Bits, both, countOf, hasBit, noBits, setBit } from './bits.ts'
import { type Columns, createColumns } from './columns.ts'
import { compare, createOrder, pointOf } from './order.ts'
import type { GeoPoint, ListingDocument, SearchAnswer, SearchRequest, Sort } from './port.ts'
import type { Synonyms } from './synonyms.ts'
import { createTextIndex, type Ranks } from './text-index.ts'

/**
 * One tenant's listings. Each tenant has an index of its own, so that not even the spelling of
 * another tenant's listings, or how common a word is in them, can be felt in an answer.
 */
export interface TenantIndex {
  put(document: ListingDocument): void
  remove(id: string): void
  search(request: SearchRequest): SearchAnswer
}

/** What some words find, before any filter. */
interface Match {
  readonly words: string
  /** Null for no words: every listing is an answer, and none a better one. */
  readonly answers: { readonly ranks: Ranks; readonly rows: Bits } | null
}

export function createTenantIndex(synonyms: Synonyms): TenantIndex {
  /** Each listing has a number in the text index, the columns and the order. */
  const rowOf = new Map<string, number>()
  const freeRows: number[] = []
  const text = createTextIndex(synonyms)
  const columns = createColumns()
  const { documentAt } = columns
  const inOrder = createOrder((a, b) => bySoonestThenName(documentAt(a), documentAt(b)))
  /** What was asked last: a page asks the same words again for its counts. */
  let last: Match | null = null

  function remove(id: string): void {
    const row = rowOf.get(id)
    if (row === undefined) return
    inOrder.remove(row)
    text.remove(row, documentAt(row))
    columns.remove(row)
    rowOf.delete(id)
    freeRows.push(row)
    last = null
  }

  function matchOf(words: string): Match {
    if (last?.words === words) return last
    const ranks = text.match(words)
    last = { words, answers: ranks && { ranks, rows: rowsOf(ranks) } }
    return last
  }

  return {
    remove,
    put(document) {
      remove(document.id)
      const row = freeRows.pop() ?? rowOf.size
      rowOf.set(document.id, row)
      text.add(row, document)
      columns.put(row, document)
      inOrder.add(row)
      last = null
    },
    search(request) {
      const { words, filter, facets = [], offset, limit } = request
      const { answers } = matchOf(words)
      const passing = columns.passing(filter)
      const found = answers === null ? passing : both(passing, answers.rows)
      const rows = limit === 0 ? [] : inOrder.rows().filter((row) => hasBit(found, row))
      const page = sorted(rows, request.sort, { columns, ranks: answers?.ranks ?? null })
      const hits = page
        .slice(offset, offset + limit)
        .map(documentAt)
        .map((document) => ({
          id: document.id,
          metres: metresTo(document, request.sort),
        }))
      return { hits, total: countOf(found), facets: columns.count(facets, found) }
    },
  }
}

function rowsOf({ tiers }: Ranks): Bits {
  const rows = noBits(tiers.length)
  for (let row = 0; row < tiers.length; row += 1) {
    if (Number.isFinite(tiers[row])) setBit(rows, row)
  }
  return rows
}

interface SortedBy {
  readonly columns: Columns
  readonly ranks: Ranks | null
}

/** Sorting is stable: rows that a sort holds equal stay in the order that settles ties. */
function sorted(
  rows: readonly number[],
  sort: Sort,
  { columns, ranks }: SortedBy,
): readonly number[] {
  const point = pointOf(sort)
  const placed = point === null ? rows : nearestFirst(rows, point, columns)
  if (sort.by !== 'relevance' || ranks === null) return placed
  const { tiers, scores } = ranks
  const tierOf = (row: number) => tiers[row] ?? 0
  // With a point, distance settles what the words leave open; without one, the rarer words do.
  const scoreOf = (row: number) => (point === null ? (scores[row] ?? 0) : 0)
  return placed.toSorted((a, b) => tierOf(a) - tierOf(b) || scoreOf(b) - scoreOf(a))
}

/** By the nearest of its places; a listing without one comes after every listing with one. */
function nearestFirst(rows: readonly number[], point: GeoPoint, columns: Columns): number[] {
  const from = onGlobe(point)
  return rows
    .map((row) => ({ row, farness: columns.farness(row, from) }))
    .sort((a, b) => a.farness - b.farness)
    .map(({ row }) => row)
}

function metresTo({ points }: ListingDocument, sort: Sort): number | null {
  const from = pointOf(sort)
  if (from === null || points.length === 0) return null
  return Math.min(...points.map((point) => metresBetween(from, point)))
}

/** Soonest first, then by name, then by id: what settles ties. */
function bySoonestThenName(a: ListingDocument, b: ListingDocument): number {
  return soon(a) - soon(b) || compare(a.name, b.name) || compare(a.id, b.id)
}

function soon({ nextSessionMs }: ListingDocument): number {
  return nextSessionMs ?? Number.MAX_VALUE
}
