import type { FindResult } from '@waymark/contracts'
import type { FacetField, SearchIndex } from '../search/port.ts'
import { checkedRecently, type FilterName, joinFilters } from './filters.ts'
import type { Search } from './find.ts'

type Counts = Readonly<Record<string, number>>

/**
 * Counts for the filter panel. Each group is counted with every filter but its own, so that ticking
 * a second need shows what it would add rather than nothing.
 */
export async function countFacets(
  index: SearchIndex,
  search: Search,
): Promise<FindResult['facets']> {
  const count = async (field: FacetField, without: FilterName): Promise<Counts> => {
    const { words, tenant, sort } = search
    const filter = joinFilters(search.filters, without)
    const request = { words, tenant, sort, ...filter, offset: 0, limit: 0, facets: [field] }
    return (await index.search(request)).facets[field] ?? {}
  }
  const [need, how, day, free, stepFree, checked] = await Promise.all([
    count('needs', 'need'),
    count('deliveries', 'how'),
    count('days', 'day'),
    count('free', 'free'),
    count('stepFree', 'stepFree'),
    countChecked(index, search),
  ])
  return { need, how, day, free: free.true ?? 0, stepFree: stepFree.true ?? 0, checked }
}

async function countChecked(index: SearchIndex, search: Search): Promise<number> {
  const { words, tenant, sort, filters, today } = search
  const filter = joinFilters(new Map([...filters, ['checked', checkedRecently(today)]]))
  const { total } = await index.search({ words, tenant, sort, ...filter, offset: 0, limit: 0 })
  return total
}
