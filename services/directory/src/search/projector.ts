import { setTimeout as pause } from 'node:timers/promises'
import type { StoredEvent } from '@waymark/contracts'
import { type Clock, unavailable } from '@waymark/core'
import { type Database, type Position, readEvents, readHead } from '@waymark/db'
import {
  listIdsOfOrganisation,
  listListings,
  listOpenPlaces,
  listPublishedAfter,
  listPublishedOf,
} from '../listing/store.ts'
import { listOrganisations } from '../organisation/store.ts'
import { toDocument } from './document.ts'
import type { ListingDocument, SearchIndex } from './port.ts'

export interface ProjectorDeps {
  readonly db: Database
  readonly index: SearchIndex
  readonly now: Clock
  readonly isBankHoliday: (day: string) => boolean
  /** A comparison takes its time: one that is under way then ends early. */
  readonly isStopping?: () => boolean
}

export interface Projector {
  /** Brings the index up to the newest event; rebuilds it when it is missing or of another log. */
  catchUp(): Promise<void>
  /**
   * Compares every listing of the index with its record and mends what differs: "next session" as
   * time goes by, and whatever somebody or something did to the index.
   */
  repair(): Promise<void>
  /** How many events the index has not heard; null while there is none. */
  lag(): Promise<number | null>
}

interface ListingKey {
  readonly tenant: string
  readonly id: string
}

const batchSize = 50

/**
 * Keeps the index a projection of the event log. Each event only says that a listing changed; what
 * is indexed is the record as it is now, so applying an event twice or late ends in the same index.
 */
export function createProjector(deps: ProjectorDeps): Projector {
  let running: Promise<void> = Promise.resolve()
  /** One at a time: two runs side by side could write an older record over a newer. */
  const alone = (work: () => Promise<void>): Promise<void> => {
    const next = running.then(work, work)
    running = next.catch(() => undefined)
    return next
  }
  return {
    catchUp: () => alone(() => catchUp(deps).then(() => undefined)),
    repair: () => alone(() => repair(deps)),
    async lag() {
      const [position, head] = [await deps.index.position(), await readHead(deps.db.reader)]
      return position === null || position.log !== head.log ? null : head.seq - position.seq
    },
  }
}

/** Gives how far the index is then. */
async function catchUp(deps: ProjectorDeps): Promise<Position> {
  const held = await deps.index.position()
  // What landed during a rebuild is read again at once, from the position it began at.
  let position = held === null || held.log !== deps.db.logId ? await rebuild(deps) : held
  while (true) {
    const page = await readEvents(deps.db.reader, { after: position.seq, limit: batchSize })
    if (page.next === position.seq) return position
    position = { log: page.log, seq: page.next }
    const keys = await keysOf(deps, page.events)
    await deps.index.apply({ ...(await splitByState(deps, keys)), position })
  }
}

async function rebuild(deps: ProjectorDeps): Promise<Position> {
  // The position is read first: an event that lands meanwhile is applied again, never missed.
  const position = await readHead(deps.db.reader)
  await deps.index.replace(publishedDocuments(deps), position)
  return position
}

async function repair(deps: ProjectorDeps): Promise<void> {
  const { index, isStopping = () => false } = deps
  let position = await index.position()
  if (position === null) return
  const unseen = new Set<string>()
  for await (const ids of index.ids()) for (const id of ids) unseen.add(id)
  let begun = performance.now()
  for await (const documents of publishedPages(deps)) {
    if (isStopping()) return
    for (const { id } of documents) unseen.delete(id)
    const put = await index.differing(documents)
    if (put.length > 0) await index.apply({ put, remove: [], position })
    begun = await restAfter(begun)
    // Whatever changes meanwhile is found at once, and does not wait for the whole comparison.
    position = await catchUp(deps)
  }
  for (const ids of pagesOf([...unseen])) {
    // One of them may have been published since its place was passed.
    const there = await listPublishedOf(deps.db.reader, ids)
    const remove = ids.filter((id) => !there.includes(id))
    await index.apply({ put: [], remove, position })
  }
}

/** Records are read without a wait: what is asked meanwhile gets as much time as a page took. */
async function restAfter(begun: number): Promise<number> {
  await pause(performance.now() - begun)
  return performance.now()
}

function pagesOf(ids: readonly string[]): string[][] {
  const pages = Math.ceil(ids.length / batchSize)
  return Array.from({ length: pages }, (_, page) =>
    ids.slice(page * batchSize, (page + 1) * batchSize),
  )
}

async function* publishedDocuments(deps: ProjectorDeps): AsyncIterable<ListingDocument> {
  for await (const documents of publishedPages(deps)) yield* documents
}

async function* publishedPages(deps: ProjectorDeps): AsyncIterable<ListingDocument[]> {
  let after = ''
  while (true) {
    const keys = await listPublishedAfter(deps.db.reader, after, batchSize)
    const last = keys.at(-1)
    if (last === undefined) return
    after = last.id
    yield documentsOf(deps, keys)
  }
}

async function keysOf(
  { db }: ProjectorDeps,
  events: readonly StoredEvent[],
): Promise<ListingKey[]> {
  const found = new Map<string, ListingKey>()
  for (const { tenant, type, subject } of events) {
    if (subject === null) continue
    const ids = type.startsWith('organisation.')
      ? await listIdsOfOrganisation(db.reader, tenant, subject)
      : type.startsWith('listing.')
        ? [subject]
        : []
    for (const id of ids) found.set(id, { tenant, id })
  }
  return [...found.values()]
}

async function splitByState(deps: ProjectorDeps, keys: readonly ListingKey[]) {
  const put = await documentsOf(deps, keys)
  const kept = new Set(put.map((document) => document.id))
  return { put, remove: keys.map((key) => key.id).filter((id) => !kept.has(id)) }
}

/** The documents of those that are published; the others have none. */
async function documentsOf(
  deps: ProjectorDeps,
  keys: readonly ListingKey[],
): Promise<ListingDocument[]> {
  const tenants = [...new Set(keys.map((key) => key.tenant))]
  const documents: ListingDocument[] = []
  for (const tenant of tenants) {
    const ids = keys.filter((key) => key.tenant === tenant).map((key) => key.id)
    documents.push(...(await documentsOfTenant(deps, tenant, ids)))
  }
  return documents
}

async function documentsOfTenant(
  { db, now, isBankHoliday }: ProjectorDeps,
  tenant: string,
  ids: readonly string[],
): Promise<ListingDocument[]> {
  const listings = await listListings(db.reader, tenant, ids)
  const published = listings.filter((listing) => listing.state === 'published')
  const organisationIds = [...new Set(published.map((listing) => listing.organisationId))]
  const organisations = await listOrganisations(db.reader, tenant, organisationIds)
  const places = await listOpenPlaces(db.reader, tenant, organisationIds)
  return published.map((listing) => {
    const organisation = organisations.get(listing.organisationId)
    if (organisation === undefined) throw unavailable('A listing has lost its organisation.')
    const organisationPlaces = places.get(organisation.id) ?? []
    const facts = { tenant, listing, organisation, organisationPlaces }
    return toDocument({ ...facts, now: now(), isBankHoliday })
  })
}
