import { leastChordSquared, metresBetween, onGlobe } from '../place/distance.ts'
import { createFacets, type FacetCodes } from './facets.ts'
import { compileFilter, type Placed } from './filters.ts'
import { compare, pointOf } from './order.ts'
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

interface Listing extends Placed {
  /** Its row in the text index. */
  readonly row: number
  readonly codes: FacetCodes
}

/** What some words find, before any filter. */
interface Match {
  readonly words: string
  readonly ranks: Ranks | null
  /** In the order that settles ties. */
  readonly found: readonly Listing[]
}

export function createTenantIndex(synonyms: Synonyms): TenantIndex {
  const listings = new Map<string, Listing>()
  const freeRows: number[] = []
  const text = createTextIndex(synonyms)
  const facets = createFacets()
  /** Every listing in the order that settles ties; made when first needed after a change. */
  let inOrder: readonly Listing[] | null = null
  /** What was asked last: a page asks the same words again for its counts. */
  let last: Match | null = null

  function forget(): void {
    inOrder = null
    last = null
  }

  function matchOf(words: string): Match {
    if (last?.words === words) return last
    const ranks = text.match(words)
    inOrder ??= [...listings.values()].sort(bySoonestThenName)
    const found = ranks === null ? inOrder : inOrder.filter((listing) => isAnswer(ranks, listing))
    last = { words, ranks, found }
    return last
  }

  function remove(id: string): void {
    const listing = listings.get(id)
    if (listing === undefined) return
    text.remove(listing.row, listing.document)
    freeRows.push(listing.row)
    listings.delete(id)
    forget()
  }

  return {
    remove,
    put(document) {
      remove(document.id)
      const row = freeRows.pop() ?? listings.size
      const places = document.points.map(onGlobe)
      text.add(row, document)
      listings.set(document.id, { row, document, places, codes: facets.encode(document) })
      forget()
    },
    search(request) {
      const match = matchOf(request.words)
      const { filter } = request
      const found = filter === undefined ? match.found : match.found.filter(compileFilter(filter))
      const counts = facets.count(request.facets ?? [], found)
      const page = sorted(found, request, match.ranks).slice(
        request.offset,
        request.offset + request.limit,
      )
      const hits = page.map(({ document }) => ({
        id: document.id,
        metres: metresTo(document, request.sort),
      }))
      return { hits, total: found.length, facets: counts }
    },
  }
}

function isAnswer({ tiers }: Ranks, { row }: Listing): boolean {
  return Number.isFinite(tiers[row])
}

/**
 * Sorting is stable: listings that a sort holds equal stay soonest first, then by name, then by id.
 */
function sorted(
  found: readonly Listing[],
  { sort, limit }: SearchRequest,
  ranks: Ranks | null,
): readonly Listing[] {
  if (limit === 0 || sort.by === 'nextSession') return found
  const point = pointOf(sort)
  const placed = point === null ? found : nearestFirst(found, point)
  if (sort.by === 'distance' || ranks === null) return placed
  const { tiers, scores } = ranks
  const tierOf = ({ row }: Listing) => tiers[row] ?? 0
  // With a point, distance settles what the words leave open; without one, the rarer words do.
  const scoreOf = ({ row }: Listing) => (point === null ? (scores[row] ?? 0) : 0)
  return placed.toSorted((a, b) => tierOf(a) - tierOf(b) || scoreOf(b) - scoreOf(a))
}

/** By the nearest of its places; a listing without one comes after every listing with one. */
function nearestFirst(found: readonly Listing[], point: GeoPoint): Listing[] {
  const from = onGlobe(point)
  return found
    .map((listing) => ({ listing, chord: leastChordSquared(from, listing.places) }))
    .sort((a, b) => a.chord - b.chord)
    .map(({ listing }) => listing)
}

function metresTo({ points }: ListingDocument, sort: Sort): number | null {
  const from = pointOf(sort)
  if (from === null || points.length === 0) return null
  return Math.min(...points.map((point) => metresBetween(from, point)))
}

function bySoonestThenName({ document: a }: Listing, { document: b }: Listing): number {
  return soon(a) - soon(b) || compare(a.name, b.name) || compare(a.id, b.id)
}

function soon({ nextSessionMs }: ListingDocument): number {
  return nextSessionMs ?? Number.MAX_VALUE
}
