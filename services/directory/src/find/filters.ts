import type { FindQuery } from '@waymark/contracts'
import { metresInMile } from '../place/distance.ts'
import type { Filter, GeoPoint } from '../search/port.ts'

/** The parts of a search that can be taken off one by one. */
export type FilterName =
  | 'within'
  | 'need'
  | 'how'
  | 'day'
  | 'free'
  | 'stepFree'
  | 'takesReferrals'
  | 'checked'

const checkedWithinDays = 90

interface Asked {
  readonly query: FindQuery
  /** Where the search is made from; null when no place was given or it is not known. */
  readonly point: GeoPoint | null
  /** Days since 1970-01-01. */
  readonly today: number
}

/** Each filter that is on, by name. Within a group the values are joined by "or". */
export function filtersOf({ query, point, today }: Asked): ReadonlyMap<FilterName, Filter> {
  const filters: [FilterName, Filter | null][] = [
    ['within', nearby(query, point)],
    ['need', anyOf('needs', query.need)],
    ['how', anyOf('deliveries', query.how)],
    ['day', anyOf('days', query.day)],
    ['free', query.free ? { is: 'free', value: true } : null],
    ['stepFree', query.stepFree ? { is: 'stepFree', value: true } : null],
    ['takesReferrals', query.takesReferrals ? { is: 'takesReferrals', value: true } : null],
    ['checked', query.checked ? checkedRecently(today) : null],
  ]
  return new Map(filters.flatMap(([name, filter]) => (filter === null ? [] : [[name, filter]])))
}

export function checkedRecently(today: number): Filter {
  return { atLeast: 'assuredDay', value: today - checkedWithinDays }
}

/** Joins what is on, leaving one out where asked; nothing left is no filter at all. */
export function joinFilters(
  filters: ReadonlyMap<FilterName, Filter>,
  without?: FilterName,
): { readonly filter?: Filter } {
  const all = [...filters].filter(([name]) => name !== without).map(([, filter]) => filter)
  return all.length === 0 ? {} : { filter: { all } }
}

/** Online, phone and national listings are never lost by a distance. */
function nearby({ within }: FindQuery, point: GeoPoint | null): Filter | null {
  if (point === null || within === 'any') return null
  return {
    any: [
      { within: point, metres: Number(within) * metresInMile },
      { is: 'fromAnywhere', value: true },
    ],
  }
}

function anyOf(field: 'needs' | 'deliveries' | 'days', values: readonly string[]): Filter | null {
  return values.length === 0 ? null : { isAnyOf: field, values }
}

export function toMiles(metres: number): number {
  return metres / metresInMile
}
