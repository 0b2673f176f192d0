import type { Reader, Tx } from '@waymark/db'
import { and, eq } from 'drizzle-orm'
import { ratingTable } from '../loop/tables.ts'

export async function insertRating(tx: Tx, row: typeof ratingTable.$inferSelect): Promise<void> {
  await tx.insert(ratingTable).values(row)
}

/** A score; null when there is none. Who may see it, is decided elsewhere. */
export async function findRating(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<typeof ratingTable.$inferSelect | null> {
  const [row] = await reader
    .select()
    .from(ratingTable)
    .where(and(eq(ratingTable.tenant, tenant), eq(ratingTable.id, id)))
  return row ?? null
}

/** Says that somebody rang about it. The first to say it stands. */
export async function saveRung(
  tx: Tx,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  rung: NonNullable<typeof ratingTable.$inferSelect.rung>,
): Promise<void> {
  await tx
    .update(ratingTable)
    .set({ rung })
    .where(and(eq(ratingTable.tenant, tenant), eq(ratingTable.id, id)))
}
