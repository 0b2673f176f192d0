import type { Position } from '@waymark/db'
import type { ListingDocument } from '../port.ts'
import { checkDocument } from '../validate.ts'
import type { Parts } from './engine.ts'
import { listingIsAnyOf } from './filter.ts'
import { settled } from './refusals.ts'
import { type PositionRow, positionId, rowsOf } from './row.ts'

interface Change {
  readonly put: readonly ListingDocument[]
  readonly remove: readonly string[]
  readonly position: Position
}

export interface Filler {
  /** The position goes in last: a change that breaks off half way is applied again. */
  apply(change: Change): Promise<void>
  replace(documents: AsyncIterable<ListingDocument>, position: Position): Promise<void>
}

const documentsInBatch = 500

/** Writes the index. What the engine queues it does in order, and each task is waited for. */
export function createFiller(parts: Parts): Filler {
  const { upkeep, indexName, wait } = parts
  const nextName = `${indexName}-next`

  /** A rebuild that broke off has left its index behind; settings are sent before any listing. */
  async function makeIndex(name: string): Promise<void> {
    await settled(upkeep.createIndex(name, { primaryKey: 'id' }), wait, 'index_already_exists')
    await settled(upkeep.index(name).updateSettings(parts.settings), wait)
  }

  function dropIndex(name: string): Promise<void> {
    return settled(upkeep.deleteIndex(name), wait, 'index_not_found')
  }

  async function putIn(name: string, documents: readonly ListingDocument[]): Promise<void> {
    const rows = documents.flatMap(rowsOf)
    if (rows.length > 0) await settled(upkeep.index(name).addDocuments(rows), wait)
  }

  async function setPosition(name: string, { log, seq }: Position): Promise<void> {
    const row: PositionRow = { id: positionId, log, seq, format: parts.format }
    await settled(upkeep.index(name).addDocuments([row]), wait)
  }

  return {
    async apply({ put, remove, position }) {
      if ((await parts.position()) === null) await makeIndex(indexName)
      await putIn(indexName, put)
      const filter = leftOver(put, remove)
      if (filter !== null) await settled(upkeep.index(indexName).deleteDocuments({ filter }), wait)
      await setPosition(indexName, position)
    },
    async replace(documents, position) {
      await dropIndex(nextName)
      try {
        await makeIndex(nextName)
        for await (const batch of inBatches(documents)) await putIn(nextName, batch)
        await setPosition(nextName, position)
        await putInPlace()
      } finally {
        await dropIndex(nextName)
      }
    },
  }

  /** Where there is no index yet the new one takes its name; else the two change places. */
  async function putInPlace(): Promise<void> {
    const { results } = await upkeep.getRawIndexes({ limit: 1000 })
    const rename = !results.some(({ uid }) => uid === indexName)
    const indexes: [string, string] = [nextName, indexName]
    await settled(upkeep.swapIndexes([{ indexes, rename }]), wait)
  }
}

/** The rows of what was taken out, and of places where a listing that was put in no longer is. */
function leftOver(put: readonly ListingDocument[], remove: readonly string[]): string | null {
  const kept = new Set(put.map(({ id }) => id))
  const gone = remove.filter((id) => !kept.has(id))
  const byPlaces = new Map<number, string[]>()
  for (const { id, points } of put) {
    const places = Math.max(1, points.length)
    byPlaces.set(places, [...(byPlaces.get(places) ?? []), id])
  }
  const parts = [...byPlaces].map(
    ([places, ids]) => `(${listingIsAnyOf(ids)} AND place >= ${places})`,
  )
  const all = gone.length === 0 ? parts : [listingIsAnyOf(gone), ...parts]
  return all.length === 0 ? null : all.join(' OR ')
}

async function* inBatches(
  documents: AsyncIterable<ListingDocument>,
): AsyncIterable<readonly ListingDocument[]> {
  let batch: ListingDocument[] = []
  for await (const document of documents) {
    checkDocument(document)
    batch.push(document)
    if (batch.length < documentsInBatch) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
