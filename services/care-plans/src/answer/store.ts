import type { Reader, Tx } from '@waymark/db'
import { and, eq, inArray, max } from 'drizzle-orm'
import { confirmationTable, outcomeTable, stopTable, suggestionTable } from '../loop/tables.ts'

/** What a group said beside a goal; null for none. Who may see it, is decided elsewhere. */
export async function findSuggestion(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<typeof suggestionTable.$inferSelect | null> {
  const [row] = await reader
    .select()
    .from(suggestionTable)
    .where(and(eq(suggestionTable.tenant, tenant), eq(suggestionTable.id, id)))
  return row ?? null
}

/** The revision that is to be answered. */
export async function latestRevisionOf(
  reader: Reader,
  tenant: string,
  outcomeId: string,
): Promise<number | null> {
  const [row] = await reader
    .select({ latest: max(outcomeTable.revision) })
    .from(outcomeTable)
    .where(and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.outcomeId, outcomeId)))
  return row?.latest ?? null
}

/** Those of the referrals with a group of which sharing has stopped. */
export async function listStoppedReferrals(
  reader: Reader,
  tenant: string,
  referralIds: readonly string[],
): Promise<string[]> {
  const rows = await reader
    .select({ id: stopTable.referralId })
    .from(stopTable)
    .where(and(eq(stopTable.tenant, tenant), inArray(stopTable.referralId, [...referralIds])))
  return rows.map(({ id }) => id)
}

export async function insertConfirmation(
  tx: Tx,
  row: typeof confirmationTable.$inferSelect,
): Promise<void> {
  await tx.insert(confirmationTable).values(row)
}

/** An answer, and the referral that it is about; null when there is none. */
export async function findConfirmation(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<{ answer: typeof confirmationTable.$inferSelect; referralId: string } | null> {
  const [row] = await reader
    .select({ answer: confirmationTable, referralId: suggestionTable.referralId })
    .from(confirmationTable)
    .innerJoin(suggestionTable, eq(suggestionTable.id, confirmationTable.suggestionId))
    .where(and(eq(confirmationTable.tenant, tenant), eq(confirmationTable.id, id)))
  return row ?? null
}
