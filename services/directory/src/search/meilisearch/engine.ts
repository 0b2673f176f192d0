import { unavailable } from '@waymark/core'
import type { Position } from '@waymark/db'
import { type Index, Meilisearch } from 'meilisearch'
import type { ListingDocument, SearchIndex } from '../port.ts'
import { createSynonyms } from '../synonyms.ts'
import { checkDocument } from '../validate.ts'
import { ask } from './asking.ts'
import { createFiller } from './filling.ts'
import { listingIsAnyOf } from './filter.ts'
import { codeOf, plainly } from './refusals.ts'
import { fingerprintOf, type PositionRow, positionId } from './row.ts'
import { formatOf, indexSettings } from './settings.ts'

export interface MeilisearchOptions {
  readonly url: string
  readonly key: string
  /** The name of the index; a rebuild uses another beside it for a while. */
  readonly indexName?: string
  /** How long one request of a search, or of upkeep, may take. */
  readonly searchLimitMs?: number
  readonly upkeepLimitMs?: number
  /** How long a queued change may take until it is done, and how often that is looked at. */
  readonly taskLimitMs?: number
  readonly taskPollMs?: number
}

/** What both halves of the engine work with. */
export interface Parts {
  readonly searching: Meilisearch
  readonly upkeep: Meilisearch
  readonly indexName: string
  readonly synonyms: ReturnType<typeof createSynonyms>
  readonly settings: ReturnType<typeof indexSettings>
  readonly format: string
  readonly wait: { readonly timeout: number; readonly interval: number }
  position(): Promise<Position | null>
}

const documentsInPage = 1000

/**
 * The search engine of a server: one Meilisearch, of which this directory is the only writer.
 * Nothing is asked of it until it is used; it may be away at start.
 */
export function openMeilisearchIndex(options: MeilisearchOptions): SearchIndex {
  const parts = partsOf(options)
  const { upkeep, indexName } = parts
  const filler = createFiller(parts)
  /** Changes are made one after another, so that none is lost in a rebuild. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn(change: () => Promise<void>): Promise<void> {
    const result = last.then(change).catch(fail)
    last = result.catch(() => undefined)
    return result
  }

  return {
    search: (request) => ask(parts, request).catch((error) => failSearch(parts, error)),
    apply: (change) =>
      inTurn(async () => {
        for (const document of change.put) checkDocument(document)
        await filler.apply(change)
      }),
    replace: (documents, position) => inTurn(() => filler.replace(documents, position)),
    position: () => parts.position().catch(fail),
    differing: (documents) => differing(upkeep.index(indexName), documents).catch(fail),
    ids: () => idsOf(upkeep.index(indexName)),
    health: () => healthOf(parts),
    close: async () => {
      await last
    },
  }
}

function fail(error: unknown): never {
  throw plainly(error)
}

/** What an index refuses that is not as we make it, is not refused: it is being made ready. */
async function failSearch({ position }: Parts, error: unknown): Promise<never> {
  const refusal = plainly(error)
  if (refusal.code !== 'internal' || (await position().catch(fail)) !== null) throw refusal
  throw unavailable('Search is being made ready. Try again in a moment.', error)
}

function partsOf(options: MeilisearchOptions): Parts {
  const { url: host, key: apiKey, indexName = 'waymark-listings' } = options
  const { searchLimitMs = 2000, upkeepLimitMs = 30_000 } = options
  const synonyms = createSynonyms()
  const settings = indexSettings(synonyms)
  const format = formatOf(settings)
  const searching = new Meilisearch({ host, apiKey, timeout: searchLimitMs })
  const upkeep = new Meilisearch({ host, apiKey, timeout: upkeepLimitMs })
  const wait = { timeout: options.taskLimitMs ?? 120_000, interval: options.taskPollMs ?? 50 }
  const position = () => readPosition(searching.index(indexName), format)
  return { searching, upkeep, indexName, synonyms, settings, format, wait, position }
}

/**
 * Null where there is no index, or one of another shape: time to rebuild. Deleted while it was
 * written to, the engine makes one by itself that holds our rows and none of our settings.
 */
async function readPosition(index: Index, format: string): Promise<Position | null> {
  try {
    const row = await index.getDocument<PositionRow>(positionId)
    const filterable = await index.getFilterableAttributes()
    const isOurs = row.format === format && (filterable ?? []).includes('tenant')
    return isOurs ? { log: row.log, seq: row.seq } : null
  } catch (error) {
    const code = codeOf(error)
    if (code === 'index_not_found' || code === 'document_not_found') return null
    throw error
  }
}

async function differing(
  index: Index,
  documents: readonly ListingDocument[],
): Promise<readonly ListingDocument[]> {
  const wanted = new Map(documents.map((document) => [document.id, fingerprintOf(document)]))
  const rows = new Map<string, Set<string>>()
  const filter = listingIsAnyOf([...wanted.keys()])
  for await (const { listing, fingerprint, place } of rowsIn(index, filter)) {
    const held = rows.get(listing) ?? new Set()
    rows.set(listing, held.add(`${fingerprint} ${place}`))
  }
  return documents.filter((document) => {
    const held = rows.get(document.id)
    const places = Math.max(1, document.points.length)
    const isWhole = Array.from({ length: places }).every((_, place) =>
      held?.has(`${wanted.get(document.id)} ${place}`),
    )
    return !isWhole || held?.size !== places
  })
}

async function* idsOf(index: Index): AsyncIterable<readonly string[]> {
  for await (const { listing } of rowsIn(index, 'listing EXISTS')) yield [listing]
}

interface HeldRow {
  readonly listing: string
  readonly fingerprint: string
  readonly place: number
}

async function* rowsIn(index: Index, filter: string): AsyncIterable<HeldRow> {
  for (let offset = 0; ; offset += documentsInPage) {
    const fields: ('listing' | 'fingerprint' | 'place')[] = ['listing', 'fingerprint', 'place']
    const page = { filter, fields, offset, limit: documentsInPage }
    const { results } = await index.getDocuments<HeldRow>(page).catch(fail)
    yield* results
    if (results.length < documentsInPage) return
  }
}

async function healthOf({ searching, position }: Parts) {
  const engine = 'Meilisearch'
  try {
    if ((await position()) !== null) return { engine, ready: true }
    await searching.health()
    return { engine, ready: false, detail: 'Its index is being made.' }
  } catch (error) {
    const refused =
      plainly(error).code === 'internal' || /api_key|authorization/.test(`${codeOf(error)}`)
    return { engine, ready: false, detail: refused ? 'It refuses us.' : 'It does not answer.' }
  }
}
