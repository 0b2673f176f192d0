import type { FindQuery, FindResult, ListingCard } from '@waymark/contracts'
import { type Actor, dayNumber, londonDay } from '@waymark/core'
import type { Deps } from '../deps.ts'
import type { FoundPlace } from '../place/gazetteer.ts'
import type { Filter, SearchAnswer, Searcher, SearchRequest, Sort } from '../search/port.ts'
import { localMoment } from '../session/local-moment.ts'
import { ask, type Search } from './ask.ts'
import { toCard } from './card.ts'
import { countFacets } from './facets.ts'
import { type FilterName, filtersOf } from './filters.ts'
import { listShown } from './store.ts'

const pageSize = 20
const fromAnywhereShown = 5
/** With fewer found than this, the answer also says what to take off. */
const few = 3

/** Finds published listings. Each is checked against the records before it is shown. */
export async function find(given: Deps, actor: Actor, query: FindQuery): Promise<FindResult> {
  const asked = query.near.trim()
  const place = asked === '' ? null : await given.gazetteer.find(asked)
  const search = toSearch(query, actor.tenant, place, given.now())
  const { index, wasLimited } = noting(given.index)
  const deps = { ...given, index }
  const [{ answer, pageNumber }, facets] = await Promise.all([
    askForPage(deps, search, query.page),
    countFacets(index, search),
  ])
  const contents = await cardsOf(deps, search, answer)
  const dropped = answer.hits.length - contents.length
  const totalItems = answer.total - dropped
  const [elsewhere, relaxations] = await Promise.all([
    totalItems === 0 ? fromAnywhere(deps, search) : [],
    totalItems < few ? relaxationsOf(deps, search, totalItems) : [],
  ])
  return {
    totalItems,
    totalPages: Math.ceil(answer.total / pageSize),
    pageNumber,
    size: contents.length,
    contents,
    place: saidPlace(asked, place),
    ...{ facets, relaxations, fromAnywhere: elsewhere },
    limited: wasLimited(),
  }
}

/** An answer has several parts: where any of them was limited, all of it is. */
function noting(index: Searcher) {
  let limited = false
  return {
    wasLimited: () => limited,
    index: {
      async search(request: SearchRequest) {
        const answer = await index.search(request)
        if (answer.limited === true) limited = true
        return answer
      },
    },
  }
}

/** The page that was asked for; past the end, the last there is. */
async function askForPage(deps: Deps, search: Search, page: number) {
  const limit = pageSize
  const answer = await ask(deps.index, search, { offset: (page - 1) * limit, limit })
  const last = Math.max(1, Math.ceil(answer.total / limit))
  if (page <= last) return { answer, pageNumber: page }
  return {
    answer: await ask(deps.index, search, { offset: (last - 1) * limit, limit }),
    pageNumber: last,
  }
}

function toSearch(query: FindQuery, tenant: string, place: FoundPlace | null, now: Date): Search {
  const today = dayNumber(londonDay(now))
  return {
    words: query.q,
    tenant,
    filters: filtersOf({ query, point: place, today }),
    sort: sortOf(query, place),
    place,
    today,
  }
}

/** Best is what fits the words, then the nearest; without words nearest, without place soonest. */
function sortOf({ sort, q }: FindQuery, place: FoundPlace | null): Sort {
  const hasWords = q.trim() !== ''
  if (sort === 'soonest' || (place === null && !hasWords)) return { by: 'nextSession' }
  if (place === null) return { by: 'relevance' }
  const wantsNearest = sort === 'nearest' || !hasWords
  return wantsNearest ? { by: 'distance', from: place } : { by: 'relevance', near: place }
}

/** Reads the hits' records now: one withdrawn a moment ago is not among them. */
async function cardsOf(deps: Deps, search: Search, answer: SearchAnswer): Promise<ListingCard[]> {
  const ids = answer.hits.map((hit) => hit.id)
  const shown = await listShown(deps.db.reader, search.tenant, ids)
  const facts = { from: search.place, moment: localMoment(deps.now()) }
  const { isBankHoliday } = deps
  return shown.map((record) => toCard({ record, ...facts, isBankHoliday }))
}

/** For the words and each filter that is on: how many would be found without it, most first. */
async function relaxationsOf(
  deps: Deps,
  search: Search,
  found: number,
): Promise<FindResult['relaxations']> {
  const without = async (filter: FilterName | 'q') => {
    const { total } =
      filter === 'q'
        ? await ask(deps.index, { ...search, words: '' })
        : await ask(deps.index, search, { without: filter })
    return { filter, wouldFind: total }
  }
  const hasWords = search.words.trim() !== ''
  // Words come last: the index remembers what it found for them until others are asked.
  const names = [...search.filters.keys(), ...(hasWords ? (['q'] as const) : [])]
  return (await Promise.all(names.map(without)))
    .filter(({ wouldFind }) => wouldFind > found)
    .sort((one, other) => other.wouldFind - one.wouldFind)
}

/** What can be had wherever somebody lives, for the same words and needs. */
async function fromAnywhere(deps: Deps, search: Search): Promise<ListingCard[]> {
  const kept = new Map<FilterName, Filter>([['within', { is: 'fromAnywhere', value: true }]])
  const need = search.filters.get('need')
  if (need !== undefined) kept.set('need', need)
  const wide: Search = { ...search, filters: kept }
  return cardsOf(deps, wide, await ask(deps.index, wide, { limit: fromAnywhereShown }))
}

function saidPlace(asked: string, place: FoundPlace | null): FindResult['place'] {
  if (asked === '') return { status: 'none' }
  if (place === null) return { status: 'unknown', asked }
  return { status: 'found', label: place.label, precision: place.precision }
}
