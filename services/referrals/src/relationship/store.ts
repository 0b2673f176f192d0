import type { Reader, Tx } from '@waymark/db'
import { and, eq, isNull } from 'drizzle-orm'
import { relationshipTable as table } from './tables.ts'

/** The users who work with a person now. */
export async function listWorkers(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<string[]> {
  const rows = await reader
    .select({ userId: table.userId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId), isNull(table.endedAt)))
  return rows.map(({ userId }) => userId)
}

type Row = typeof table.$inferSelect

/** Keeps that two work together, unless their end was heard already. */
export async function keepStart(tx: Tx, row: Omit<Row, 'endedAt'>): Promise<void> {
  await tx
    .insert(table)
    .values({ ...row, endedAt: null })
    .onConflictDoNothing()
}

/** Keeps that two no longer work together, heard before the start or after it. */
export async function keepEnd(tx: Tx, row: Row & { readonly endedAt: string }): Promise<void> {
  await tx
    .insert(table)
    .values(row)
    .onConflictDoUpdate({ target: table.id, set: { endedAt: row.endedAt } })
}

/** Whoever works with the one person works with the other from now on. */
export async function moveRelationships(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}
