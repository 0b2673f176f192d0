import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { unavailable } from '@waymark/core'
import type { Position } from '@waymark/db'
import type { ListingDocument, SearchIndex } from './port.ts'
import { createSaver } from './saver.ts'
import { readSnapshot } from './snapshot.ts'
import { createSynonyms, type Synonyms } from './synonyms.ts'
import { createTenantIndex, type TenantIndex } from './tenant-index.ts'
import { checkDocument, checkRequest } from './validate.ts'

export interface EmbeddedOptions {
  /** Where the index is kept between starts. Without it, it lives in memory only. */
  readonly file?: string
  /** How long changes gather before the file is written again. */
  readonly saveDelayMs?: number
}

/** Between so many listings of a rebuild, other work gets its turn. */
const listingsInTurn = 50

/**
 * The search engine of a fresh machine: everything in memory, each tenant apart. A change is seen
 * at once; the file follows, and after a crash the events since its position are applied again.
 */
export async function openEmbeddedIndex(options: EmbeddedOptions = {}): Promise<SearchIndex> {
  const synonyms = createSynonyms()
  const { file, saveDelayMs = 1000 } = options
  let shelf: Shelf | null = file === undefined ? null : await load(file, synonyms)
  const saver = createSaver({ file, saveDelayMs, read: () => shelf })
  /** Changes are made one after another, so that none is lost in a rebuild. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn(change: () => void | Promise<void>): Promise<void> {
    const result = last.then(change).then(saver.changed)
    last = result.catch(() => undefined)
    return result
  }

  return {
    async search(request) {
      checkRequest(request)
      if (shelf === null) throw unavailable('Search is being made ready. Try again in a moment.')
      const tenant = shelf.tenants.get(request.tenant)
      return (tenant ?? createTenantIndex(synonyms)).search(request)
    },
    apply: ({ put, remove, position }) =>
      inTurn(() => {
        for (const document of put) checkDocument(document)
        shelf ??= emptyShelf(position)
        for (const id of remove) takeOut(shelf, id)
        for (const document of put) putIn(shelf, document, synonyms)
        shelf.position = position
      }),
    replace: (documents, position) =>
      inTurn(async () => {
        shelf = await fill(documents, position, synonyms)
      }),
    position: async () => shelf?.position ?? null,
    differing: async (documents) =>
      documents.filter((document) => !isSame(shelf?.documents.get(document.id), document)),
    async *ids() {
      yield [...(shelf?.documents.keys() ?? [])]
    },
    health: async () => ({
      engine: 'embedded',
      ready: shelf !== null,
      ...(saver.failed() ? { detail: 'The index file cannot be written.' } : {}),
    }),
    async close() {
      await last
      await saver.close()
    },
  }
}

function isSame(held: ListingDocument | undefined, document: ListingDocument): boolean {
  return held === document || isDeepStrictEqual(held, document)
}

/** Everything the engine holds, made anew by a rebuild and then put in place of the old at once. */
interface Shelf {
  readonly documents: Map<string, ListingDocument>
  readonly tenants: Map<string, TenantIndex>
  position: Position
}

function emptyShelf(position: Position): Shelf {
  return { documents: new Map(), tenants: new Map(), position }
}

function putIn(shelf: Shelf, document: ListingDocument, synonyms: Synonyms): void {
  takeOut(shelf, document.id)
  const tenant = shelf.tenants.get(document.tenant) ?? createTenantIndex(synonyms)
  shelf.tenants.set(document.tenant, tenant)
  shelf.documents.set(document.id, document)
  tenant.put(document)
}

function takeOut(shelf: Shelf, id: string): void {
  const document = shelf.documents.get(id)
  if (document === undefined) return
  shelf.tenants.get(document.tenant)?.remove(id)
  shelf.documents.delete(id)
}

async function fill(
  documents: AsyncIterable<ListingDocument> | Iterable<ListingDocument>,
  position: Position,
  synonyms: Synonyms,
): Promise<Shelf> {
  const shelf = emptyShelf(position)
  for await (const document of documents) {
    checkDocument(document)
    putIn(shelf, document, synonyms)
    if (shelf.documents.size % listingsInTurn === 0) await setImmediate()
  }
  return shelf
}

/** A file that cannot be read, or no longer passes the rules, is no index: time to rebuild. */
async function load(file: string, synonyms: Synonyms): Promise<Shelf | null> {
  const snapshot = await readSnapshot(file)
  if (snapshot === null) return null
  return fill(snapshot.documents, snapshot.position, synonyms).catch(() => null)
}
