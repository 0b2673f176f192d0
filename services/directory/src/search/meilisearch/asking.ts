import { invalid } from '@waymark/core'
import type { SearchResponse } from 'meilisearch'
import { metresBetween } from '../../place/distance.ts'
import { isFacetField } from '../fields.ts'
import { compare, pointOf } from '../order.ts'
import type { SearchAnswer, SearchRequest, Sort } from '../port.ts'
import { checkRequest } from '../validate.ts'
import type { Parts } from './engine.ts'
import { buildFilter, plainNumber, quoted } from './filter.ts'
import { createCounter } from './other-words.ts'
import { asText, shortLastWord, wordsToAsk } from './wording.ts'

/** What comes back of a listing: enough to measure and to order it. */
interface Found {
  readonly listing: string
  readonly nameOrder: string
  readonly nextSessionMs?: number
  readonly _geo?: { readonly lat: number; readonly lng: number }
}

/** Somebody who has words and wants the nearest sees the nearest of so many that fit best. */
const mostOrderedHere = 1000
const noListing: SearchAnswer = { hits: [], total: 0, facets: {} }

/** Turns a request of the port into requests of the engine, and its answer back. */
export async function ask(parts: Parts, request: SearchRequest): Promise<SearchAnswer> {
  checkRequest(request)
  if (!(request.facets ?? []).every(isFacetField)) throw invalid('That search cannot be made.')
  const filter = filterOf(request)
  const words = wordsToAsk(request.words, parts.synonyms)
  if (filter === null || words?.length === 0) {
    return { ...noListing, facets: facetsOf(request, { facetDistribution: {} }) }
  }
  return words === null
    ? askText(parts, request, { text: '', filter })
    : askWords(parts, request, { words, filter })
}

async function askWords(
  parts: Parts,
  request: SearchRequest,
  { words, filter }: { readonly words: readonly string[]; readonly filter: string[] },
): Promise<SearchAnswer> {
  const known = createCounter(parts, tenantIs(request.tenant))
  const short = shortLastWord(words)
  const text = asText(words, short !== null && (await known.isWord(short)))
  const answer = await askText(parts, request, { text, filter })
  if (answer.total > 0 || (await known.isFound(text))) return answer
  const others = await known.otherWords(words)
  return others === null ? answer : askText(parts, request, { text: asText(others), filter })
}

async function askText(
  { searching, indexName }: Parts,
  request: SearchRequest,
  { text, filter }: { readonly text: string; readonly filter: string[] },
): Promise<SearchAnswer> {
  const orderedHere = text !== '' && request.sort.by !== 'relevance'
  const { page, skip } = orderedHere ? wholeOf(request) : pageOf(request)
  const given = await searching.index<Found>(indexName).search(text, {
    ...page,
    filter,
    facets: [...(request.facets ?? [])],
    sort: sortOf(request.sort),
    matchingStrategy: 'all',
    attributesToRetrieve,
  })
  const hits = orderedHere ? inOrder(given.hits, request.sort) : given.hits
  return {
    hits: hits.slice(skip, skip + request.limit).map((hit) => toHit(hit, request.sort)),
    total: given.totalHits,
    facets: facetsOf(request, given),
  }
}

const attributesToRetrieve: (keyof Found)[] = ['listing', 'nameOrder', 'nextSessionMs', '_geo']

/** The access scope is its own element, joined to the rest with AND by the engine. */
function filterOf({ tenant, filter }: SearchRequest): string[] | null {
  const built = filter === undefined ? true : buildFilter(filter)
  if (built === false) return null
  return built === true ? [tenantIs(tenant)] : [tenantIs(tenant), built]
}

function tenantIs(tenant: string): string {
  return `tenant = ${quoted(tenant)}`
}

/** Pages and not offsets, because only with them does the engine count to the end. */
function pageOf({ offset, limit }: SearchRequest) {
  if (limit === 0) return { page: { page: 1, hitsPerPage: 0 }, skip: 0 }
  if (offset % limit === 0)
    return { page: { page: offset / limit + 1, hitsPerPage: limit }, skip: 0 }
  return { page: { page: 1, hitsPerPage: offset + limit }, skip: offset }
}

function wholeOf({ offset }: SearchRequest) {
  return { page: { page: 1, hitsPerPage: mostOrderedHere }, skip: offset }
}

/** The soonest first is what the engine's own rules settle every tie by. */
function sortOf(sort: Sort): string[] {
  const point = pointOf(sort)
  if (point === null) return []
  return [`_geoPoint(${plainNumber(point.latitude)}, ${plainNumber(point.longitude)}):asc`]
}

function metresTo({ _geo }: Found, sort: Sort): number | null {
  const from = pointOf(sort)
  if (from === null || _geo === undefined) return null
  return metresBetween(from, { latitude: _geo.lat, longitude: _geo.lng })
}

function toHit(found: Found, sort: Sort): SearchAnswer['hits'][number] {
  return { id: found.listing, metres: metresTo(found, sort) }
}

/** By distance where that is asked, then soonest first, then by name, then by id. */
function inOrder(found: readonly Found[], sort: Sort): Found[] {
  const far = Number.MAX_VALUE
  return found.toSorted(
    (a, b) =>
      (metresTo(a, sort) ?? far) - (metresTo(b, sort) ?? far) ||
      (a.nextSessionMs ?? far) - (b.nextSessionMs ?? far) ||
      compare(a.nameOrder, b.nameOrder) ||
      compare(a.listing, b.listing),
  )
}

function facetsOf(
  { facets = [] }: SearchRequest,
  { facetDistribution = {} }: Pick<SearchResponse, 'facetDistribution'>,
): SearchAnswer['facets'] {
  return Object.fromEntries(facets.map((field) => [field, facetDistribution[field] ?? {}]))
}
