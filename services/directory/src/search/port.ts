import type { Position } from '@waymark/db'
/**
 * The search port. Every engine behind it passes `conformance.ts`. Asynchronous, because one engine
 * is another machine; typed, because a filter pasted from strings is how searches get broken into.
 */

/** What the index knows of a published listing: public facts only. */
export interface ListingDocument {
  /** The listing's id. */
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly organisationName: string
  readonly summary: string
  readonly description: string
  /** The words people use for its needs, so that "skint" finds money advice. */
  readonly needWords: string
  readonly town: string
  readonly needs: readonly string[]
  readonly deliveries: readonly string[]
  readonly days: readonly string[]
  readonly languages: readonly string[]
  readonly joining: string
  readonly free: boolean
  readonly stepFree: boolean
  /** Its group is ready for referrals. */
  readonly takesReferrals: boolean
  /** Online, by phone or national: found from anywhere, whatever the radius. */
  readonly fromAnywhere: boolean
  /** Every place where it meets. Empty when it has none. */
  readonly points: readonly GeoPoint[]
  /** Days since 1970-01-01 of the last assurance; 0 when never. */
  readonly assuredDay: number
  /** Milliseconds since 1970-01-01 UTC of the next session; null when none is known. */
  readonly nextSessionMs: number | null
}

export interface GeoPoint {
  readonly latitude: number
  readonly longitude: number
}

/** Fields that a filter or a facet may name: an enum, never input. */
export type FacetField =
  | 'needs'
  | 'deliveries'
  | 'days'
  | 'languages'
  | 'joining'
  | 'free'
  | 'stepFree'
  | 'takesReferrals'
export type FilterField = FacetField | 'tenant' | 'id' | 'fromAnywhere'

/**
 * A typed tree. Times and distances carry their unit. No `within` stands under a `not`, and of the
 * parts of an `all` only one speaks of a distance: an engine may know one place of each row.
 */
export type Filter =
  | { readonly is: FilterField; readonly value: string | boolean }
  | { readonly isAnyOf: FilterField; readonly values: readonly (string | boolean)[] }
  | { readonly atLeast: 'assuredDay'; readonly value: number }
  | { readonly within: GeoPoint; readonly metres: number }
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }

export type Sort =
  /** Answers that fit the words equally well come nearest first, where a point is given. */
  | { readonly by: 'relevance'; readonly near?: GeoPoint }
  | { readonly by: 'distance'; readonly from: GeoPoint }
  | { readonly by: 'nextSession' }

export interface SearchRequest {
  readonly words: string
  /** The access scope: always its own element, joined to the rest with AND by the engine. */
  readonly tenant: string
  readonly filter?: Filter
  readonly sort: Sort
  /** Offset and limit count listings; `limit` is at most 100, and 0 only counts. */
  readonly offset: number
  readonly limit: number
  readonly facets?: readonly FacetField[]
}

export interface SearchHit {
  readonly id: string
  /** Metres from the sort's point to the nearest of its places; null without either. */
  readonly metres: number | null
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[]
  /** Listings, not places; true up to 100,000. */
  readonly total: number
  /**
   * For each asked facet, how many matching listings have each value ("true"/"false" for booleans).
   */
  readonly facets: Readonly<Partial<Record<FacetField, Readonly<Record<string, number>>>>>
  /** True when the engine that should answer was away, and the one inside the process did. */
  readonly limited?: true
}

/** What a search is asked of. */
export interface Searcher {
  /**
   * Throws `invalid` for a request that means nothing (NaN, a limit over 100) and `unavailable`
   * while there is no index: a search that cannot be made is never "nothing found".
   */
  search(request: SearchRequest): Promise<SearchAnswer>
}

/** An engine: what is asked, and what is kept true. */
export interface SearchIndex extends Searcher {
  /** Put and remove together with the new position; all of it or none of it is kept. */
  apply(change: {
    readonly put: readonly ListingDocument[]
    readonly remove: readonly string[]
    readonly position: Position
  }): Promise<void>
  /** Replace everything, for a rebuild: the old answers until the new is whole. */
  replace(documents: AsyncIterable<ListingDocument>, position: Position): Promise<void>
  /** Null when there is no index, or one that cannot be read: time to rebuild. */
  position(): Promise<Position | null>
  /** Of these listings, those that the index does not hold just so. */
  differing(documents: readonly ListingDocument[]): Promise<readonly ListingDocument[]>
  /** Every listing that the index holds, some at a time; one may come twice. */
  ids(): AsyncIterable<readonly string[]>
  /** For `/readyz`: the engine's name and how it is. */
  health(): Promise<{ readonly engine: string; readonly ready: boolean; readonly detail?: string }>
  close(): Promise<void>
}
