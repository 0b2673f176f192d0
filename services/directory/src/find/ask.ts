import type { FoundPlace } from '../place/gazetteer.ts'
import type { FacetField, Filter, SearchAnswer, Searcher, Sort } from '../search/port.ts'
import { type FilterName, joinFilters } from './filters.ts'

/** One search, worked out: what every part of the answer is asked with. */
export interface Search {
  readonly words: string
  readonly tenant: string
  readonly filters: ReadonlyMap<FilterName, Filter>
  readonly sort: Sort
  readonly place: FoundPlace | null
  /** Days since 1970-01-01, in Europe/London. */
  readonly today: number
}

interface Part {
  readonly offset?: number
  /** Left out, only counts are wanted. */
  readonly limit?: number
  /** A filter to leave out, to see what it costs. */
  readonly without?: FilterName
  readonly facets?: readonly FacetField[]
}

/** Asks the index for one part of the answer. */
export async function ask(
  index: Searcher,
  search: Search,
  { offset = 0, limit = 0, without, facets = [] }: Part = {},
): Promise<SearchAnswer> {
  const { words, tenant, sort, filters } = search
  const filter = joinFilters(filters, without)
  return index.search({ words, tenant, sort, offset, limit, facets, ...filter })
}
