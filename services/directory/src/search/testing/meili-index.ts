import { metresBetween } from '../../place/distance.ts'
import { type Held, MeiliError, parseFilter, placeOf } from './meili-filter.ts'
import { type Fit, fitOf, termsOf, type WordSettings, wordsOf } from './meili-words.ts'

/** Settings as they were sent; what was not sent has the engine's own default. */
export type Settings = Readonly<Record<string, unknown>>

/** One index of the stand-in. */
export interface HeldIndex {
  primaryKey: string | null
  settings: Settings
  documents: Map<string, Held>
  createdAt: string
}

const rules = ['words', 'typo', 'attributeRank', 'exactness', 'sort']
const settingNames = [
  ...['searchableAttributes', 'displayedAttributes', 'filterableAttributes', 'sortableAttributes'],
  ...['distinctAttribute', 'rankingRules', 'typoTolerance', 'synonyms', 'stopWords', 'faceting'],
  ...['pagination', 'prefixSearch', 'proximityPrecision', 'facetSearch', 'searchCutoffMs'],
  ...['separatorTokens', 'nonSeparatorTokens', 'dictionary', 'localizedAttributes', 'embedders'],
]

/** Throws for a setting the engine does not have, or a ranking rule this stand-in does not know. */
export function checkSettings(sent: Settings): void {
  const unknown = Object.keys(sent).find((name) => !settingNames.includes(name))
  if (unknown !== undefined) throw new MeiliError('bad_request', `Unknown field ${unknown}.`)
  for (const rule of texts(sent.rankingRules)) {
    if (rules.includes(rule) || /^\w+:(asc|desc)$/.test(rule)) continue
    throw new MeiliError('invalid_settings_ranking_rules', `${rule} is not a ranking rule.`)
  }
}

const idPattern = /^[A-Za-z0-9_-]{1,511}$/

/** Throws for a document without an id, or with one of other characters. */
export function checkDocuments(documents: readonly Held[], primaryKey: string): void {
  for (const document of documents) {
    const id = document[primaryKey]
    if (id === undefined) throw new MeiliError('missing_document_id', 'A document has no id.')
    if (!idPattern.test(String(id))) throw new MeiliError('invalid_document_id', 'Not an id.')
  }
}

/** The answer to one search, in the shape of the documentation. */
export function searchIn(index: HeldIndex, asked: Settings) {
  const { q = '', page, hitsPerPage, limit = 20, offset = 0 } = asked
  const found = ordered(index, asked, String(q ?? ''))
  const counted = found.slice(0, numberIn(index.settings.pagination, 'maxTotalHits', 1000))
  const isPaged = page !== undefined || hitsPerPage !== undefined
  const size = isPaged ? Number(hitsPerPage ?? 20) : Number(limit)
  const from = isPaged ? (Number(page ?? 1) - 1) * size : Number(offset)
  const hits = counted.slice(from, from + size).map((held) => shown(index, held, asked))
  const totals = isPaged
    ? {
        ...{ hitsPerPage: size, page: Number(page ?? 1) },
        totalPages: size === 0 ? 0 : Math.ceil(counted.length / size),
        totalHits: counted.length,
      }
    : { limit: size, offset: from, estimatedTotalHits: counted.length }
  const facets = asked.facets === undefined ? {} : facetsOf(index, found, texts(asked.facets))
  return { hits, query: q, processingTimeMs: 0, ...totals, ...facets, requestUid: 'recorded' }
}

interface Ranked {
  readonly held: Held
  readonly fit: Fit
}

function ordered(index: HeldIndex, asked: Settings, query: string): Held[] {
  const { settings, documents } = index
  const passes = parseFilter(asked.filter, texts(settings.filterableAttributes))
  const given = { ...wordSettings(settings), all: isAll(asked.matchingStrategy) }
  const terms = termsOf(query)
  const ranked: Ranked[] = []
  for (const held of documents.values()) {
    if (!passes(held)) continue
    const fit = fitOf(wordsOf(held, given.searchable), terms, given)
    if (fit !== null) ranked.push({ held, fit })
  }
  const compare = comparison(settings, texts(asked.sort))
  return distinct(
    ranked.sort(compare).map(({ held }) => held),
    settings.distinctAttribute,
  )
}

function isAll(strategy: unknown): boolean {
  if (strategy === undefined || strategy === 'last') return false
  if (strategy === 'all') return true
  throw new MeiliError('invalid_search_matching_strategy', 'Not a strategy known here.')
}

/** The first of each value stays; a document without one stays too. */
function distinct(found: Held[], field: unknown): Held[] {
  if (typeof field !== 'string') return found
  const seen = new Set<unknown>()
  return found.filter((held) => {
    if (held[field] === undefined) return true
    const isNew = !seen.has(held[field])
    seen.add(held[field])
    return isNew
  })
}

type Compare = (a: Ranked, b: Ranked) => number

function comparison(settings: Settings, sort: readonly string[]): Compare {
  const byFit = { words: 'words', typo: 'typos', attributeRank: 'attribute', exactness: 'inexact' }
  const names = new Map(Object.entries(byFit))
  const parts = texts(settings.rankingRules).flatMap((rule): Compare[] => {
    const part = names.get(rule)
    if (part !== undefined) return [(a, b) => fitPart(a.fit, part) - fitPart(b.fit, part)]
    if (rule !== 'sort') return [byField(rule)]
    return sort.map((one) => sortBy(one, texts(settings.sortableAttributes)))
  })
  return (a, b) => parts.reduce((found, part) => found || part(a, b), 0)
}

function fitPart(fit: Fit, part: string): number {
  return new Map(Object.entries(fit)).get(part) ?? 0
}

function sortBy(asked: string, sortable: readonly string[]): Compare {
  const geo = /^_geoPoint\(\s*([\d.-]+)\s*,\s*([\d.-]+)\s*\):(asc|desc)$/.exec(asked)
  const field = geo === null ? asked.split(':')[0] : '_geo'
  if (!sortable.includes(field ?? '')) {
    throw new MeiliError('invalid_search_sort', `Attribute ${field} is not sortable.`)
  }
  if (geo === null) return byField(asked)
  const from = { latitude: Number(geo[1]), longitude: Number(geo[2]) }
  const far = ({ held }: Ranked) => {
    const place = placeOf(held._geo)
    // Less than a metre apart is equally far.
    return place === null ? Number.MAX_VALUE : Math.round(metresBetween(from, place))
  }
  return (a, b) => (geo[3] === 'asc' ? far(a) - far(b) : far(b) - far(a))
}

/** Numbers before texts, and what is missing last, in both directions. */
function byField(rule: string): Compare {
  const [field = '', direction] = rule.split(':')
  const turn = direction === 'desc' ? -1 : 1
  const kind = (value: unknown) => (typeof value === 'number' ? 0 : value === undefined ? 2 : 1)
  return ({ held: a }, { held: b }) => {
    const [one, other] = [a[field], b[field]]
    if (kind(one) !== kind(other)) return kind(one) - kind(other)
    if (typeof one === 'number' && typeof other === 'number') return (one - other) * turn
    const [text, otherText] = [String(one).toLowerCase(), String(other).toLowerCase()]
    return text === otherText ? 0 : (text < otherText ? -1 : 1) * turn
  }
}

function facetsOf({ settings }: HeldIndex, found: readonly Held[], fields: readonly string[]) {
  const filterable = texts(settings.filterableAttributes)
  const most = numberIn(settings.faceting, 'maxValuesPerFacet', 100)
  const facetDistribution = Object.fromEntries(
    fields.map((field) => {
      if (!filterable.includes(field)) {
        throw new MeiliError('invalid_search_facets', `Attribute ${field} is not filterable.`)
      }
      const counts = new Map<string, number>()
      for (const held of found) {
        for (const value of new Set([held[field] ?? []].flat().map(String))) {
          counts.set(value, (counts.get(value) ?? 0) + 1)
        }
      }
      return [field, Object.fromEntries([...counts].toSorted().slice(0, most))]
    }),
  )
  return { facetDistribution, facetStats: {} }
}

/** Only what is displayed, and of it what was asked for. */
export function shown({ settings }: HeldIndex, held: Held, asked: Settings): Held {
  const wanted = texts(asked.attributesToRetrieve ?? asked.fields ?? ['*'])
  const displayed = texts(settings.displayedAttributes ?? ['*'])
  const allows = (list: readonly string[], name: string) =>
    list.includes('*') || list.includes(name)
  const kept = Object.entries(held).filter(
    ([name]) => allows(displayed, name) && allows(wanted, name),
  )
  return Object.fromEntries(kept)
}

function wordSettings(settings: Settings): WordSettings {
  const sizes = partOf(settings.typoTolerance, 'minWordSizeForTypos')
  const synonyms = Object.entries(partOf(settings, 'synonyms') ?? {})
  return {
    searchable: texts(settings.searchableAttributes),
    synonyms: new Map(synonyms.map(([said, meant]) => [said, texts(meant)])),
    oneTypo: numberIn(sizes, 'oneTypo', 5),
    twoTypos: numberIn(sizes, 'twoTypos', 9),
    typosInNumbers: partOf(settings.typoTolerance, 'disableOnNumbers') !== true,
  }
}

function partOf(given: unknown, name: string): unknown {
  const parts = typeof given === 'object' && given !== null ? Object.entries(given) : []
  return new Map<string, unknown>(parts).get(name)
}

function numberIn(given: unknown, name: string, otherwise: number): number {
  const found = partOf(given, name)
  return typeof found === 'number' ? found : otherwise
}

function texts(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : []
}
