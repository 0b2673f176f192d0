import type { Entry } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getPersonFor } from '../person/store.ts'
import { getEntryFor, listEntriesOf } from './store.ts'

/** What the reader typed themselves. */
export async function readEntry(deps: Deps, actor: Actor, id: string): Promise<Entry> {
  const { entry, personId } = await getEntryFor(deps.db.reader, actor, id)
  deps.reads.note(actor, { action: 'entry.read', subject: personId })
  return entry
}

/** What everybody typed who registered this person. */
export async function listEntries(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ contents: Entry[] }> {
  const { reader } = deps.db
  const { id: personId } = await getPersonFor(reader, actor, 'entry.list', id)
  deps.reads.note(actor, { action: 'entry.list', subject: personId })
  return { contents: await listEntriesOf(reader, actor.tenant, personId) }
}
