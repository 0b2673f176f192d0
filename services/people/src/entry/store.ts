import { decide, demand } from '@waymark/auth'
import type { Entry } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { Reader, Tx } from '@waymark/db'
import { and, desc, eq } from 'drizzle-orm'
import { listWorkers } from '../relationship/store.ts'
import { entryTable as table } from './tables.ts'

type Row = typeof table.$inferSelect

/** An entry as it is kept: with whose record it became. */
export type NewEntry = Omit<Row, 'tenant'>

const mostListed = 100

/** Somebody's own entry. Whose record it became is told only to who works with that person. */
export async function getEntryFor(
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ readonly entry: Entry; readonly personId: string }> {
  const { tenant } = actor
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('entry')
  const resource = { tenant, owner: row.registeredBy }
  demand(actor, 'entry.read', resource, { what: 'entry', see: 'entry.read' })
  const worksWith = await listWorkers(reader, tenant, row.personId)
  const mayRead = decide(actor, 'person.read', { tenant, worksWith }).allowed
  return { entry: toEntry(row, mayRead ? row.personId : null), personId: row.personId }
}

/** What a user typed themselves, and whose record it became; another's does not exist for them. */
export async function getTyped(
  reader: Reader,
  tenant: string,
  { id, registeredBy }: Pick<Row, 'id' | 'registeredBy'>,
): Promise<Pick<Row, 'typed' | 'personId'>> {
  const [found] = await reader
    .select({ typed: table.typed, personId: table.personId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id), eq(table.registeredBy, registeredBy)))
  if (found === undefined) throw notFound('entry')
  return found
}

/** What was typed about a person, newest first, for who may read the record. */
export async function listEntriesOf(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<Entry[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId)))
    .orderBy(desc(table.registeredAt), desc(table.id))
    .limit(mostListed)
  return rows.map((row) => toEntry(row, row.personId))
}

export async function insertEntry(tx: Tx, tenant: string, entry: NewEntry): Promise<void> {
  await tx.insert(table).values({ ...entry, tenant })
}

/** What was typed about one person was typed about another. */
export async function moveEntries(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}

function toEntry({ id, typed, registeredBy, role, registeredAt }: Row, personId: string | null) {
  return { ...typed, id, registeredBy, role, registeredAt, personId }
}
