import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Position } from '@waymark/db'
import type { ListingDocument } from './port.ts'

/**
 * What the index file holds: the listings, not the index made of them, so that new rules take
 * effect at start.
 */
export interface Snapshot {
  readonly position: Position
  readonly documents: readonly ListingDocument[]
}

/** Changes with the shape of `ListingDocument`: a file of another version is left unread. */
const format = 'waymark-search-2'
const linesInChunk = 200

/**
 * One line saying what it is and how far it goes, one line for each listing, and a digest of it
 * all. The file is whole or not there: written beside, flushed to disk, then put in place.
 */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  const beside = `${file}.tmp`
  await mkdir(dirname(file), { recursive: true })
  const digest = createHash('sha256')
  const handle = await open(beside, 'w', 0o600)
  try {
    const { position, documents } = snapshot
    await write(JSON.stringify({ format, position, documents: documents.length }))
    for (let from = 0; from < documents.length; from += linesInChunk) {
      const lines = documents.slice(from, from + linesInChunk)
      await write(lines.map((document) => JSON.stringify(document)).join('\n'))
    }
    await handle.writeFile(JSON.stringify({ sha256: digest.digest('hex') }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
  await syncFolder(dirname(file))

  async function write(lines: string): Promise<void> {
    digest.update(`${lines}\n`)
    await handle.writeFile(`${lines}\n`)
  }
}

/** The rename itself survives a power cut only once its folder is flushed; some systems cannot. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    return
  }
}

/** Null when there is no such file, or it is damaged, foreign, cut off or of another version. */
export async function readSnapshot(file: string): Promise<Snapshot | null> {
  try {
    const text = await readFile(file, 'utf8')
    const end = text.lastIndexOf('\n') + 1
    const body = text.slice(0, end)
    const digest = createHash('sha256').update(body).digest('hex')
    if (text.slice(end) !== JSON.stringify({ sha256: digest })) return null
    return await parse(body.split('\n').slice(0, -1))
  } catch {
    return null
  }
}

async function parse([first = '', ...lines]: readonly string[]): Promise<Snapshot | null> {
  const head: unknown = JSON.parse(first)
  if (!isHead(head)) return null
  const documents: ListingDocument[] = []
  for (const line of lines) {
    // The digest and the format show that this code wrote the line.
    documents.push(JSON.parse(line) as ListingDocument)
    if (documents.length % linesInChunk === 0) await setImmediate()
  }
  return { position: head.position, documents }
}

function isHead(head: unknown): head is { readonly position: Position } {
  return typeof head === 'object' && head !== null && 'format' in head && head.format === format
}
