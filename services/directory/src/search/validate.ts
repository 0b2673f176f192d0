import { invalid } from '@waymark/core'
import type { Filter, GeoPoint, ListingDocument, SearchRequest } from './port.ts'

const longestPage = 100
const deepestFilter = 20

function refuse(): never {
  throw invalid('That search cannot be made.')
}

/** Throws `invalid` for a place or a number that is not on Earth: NaN would poison every order. */
export function checkDocument(document: ListingDocument): void {
  const numbers = [document.assuredDay, document.nextSessionMs ?? 0]
  const known = document.id !== '' && document.tenant !== '' && numbers.every(Number.isFinite)
  if (!known || !document.points.every(isOnEarth)) {
    throw invalid('A listing has a place or a date that cannot be searched by.')
  }
}

/** Throws `invalid` for a request that no engine could answer truly. */
export function checkRequest(request: SearchRequest): void {
  const { offset, limit, sort, filter } = request
  if (!Number.isInteger(offset) || offset < 0) refuse()
  if (!Number.isInteger(limit) || limit < 0 || limit > longestPage) refuse()
  if (sort.by === 'distance' && !isOnEarth(sort.from)) refuse()
  if (sort.by === 'relevance' && sort.near !== undefined && !isOnEarth(sort.near)) refuse()
  if (filter !== undefined) checkFilter(filter, { depth: 0, negated: false })
}

interface Place {
  readonly depth: number
  readonly negated: boolean
}

/**
 * A distance is never negated: an engine that knows one place of each row cannot tell that none of
 * a listing's places is near.
 */
function checkFilter(filter: Filter, { depth, negated }: Place): void {
  if (depth > deepestFilter || ('within' in filter && negated)) refuse()
  const inside = { depth: depth + 1, negated: negated || 'not' in filter }
  if ('all' in filter) {
    if (filter.all.filter(hasDistance).length > 1) refuse()
    for (const part of filter.all) checkFilter(part, inside)
  }
  if ('any' in filter) for (const part of filter.any) checkFilter(part, inside)
  if ('not' in filter) checkFilter(filter.not, inside)
  if ('atLeast' in filter && !Number.isFinite(filter.value)) refuse()
  if ('within' in filter && !isOnEarth(filter.within)) refuse()
  if ('within' in filter && !(Number.isFinite(filter.metres) && filter.metres >= 0)) refuse()
}

/** Two that must both hold could be met by two places of one listing. */
function hasDistance(filter: Filter): boolean {
  if ('all' in filter) return filter.all.some(hasDistance)
  if ('any' in filter) return filter.any.some(hasDistance)
  return 'within' in filter
}

function isOnEarth({ latitude, longitude }: GeoPoint): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}
