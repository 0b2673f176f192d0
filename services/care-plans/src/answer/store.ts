import type { Reader, Tx } from '@waymark/db'
import { and, desc, eq } from 'drizzle-orm'
import { confirmationTable, outcomeTable, suggestionTable } from '../loop/tables.ts'

/** That what a group said stands beside a goal. */
export type FoundSuggestion = typeof suggestionTable.$inferSelect

/** What a group said beside a goal; null for none. Who may see it, is decided elsewhere. */
export async function findSuggestion(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<FoundSuggestion | null> {
  const [row] = await reader
    .select()
    .from(suggestionTable)
    .where(and(eq(suggestionTable.tenant, tenant), eq(suggestionTable.id, id)))
  return row ?? null
}

/** The revision that is to be answered, and the group's part of which it was said. */
export async function latestOf(
  reader: Reader,
  tenant: string,
  outcomeId: string,
): Promise<Pick<typeof outcomeTable.$inferSelect, 'revision' | 'assignmentId' | 'outcome'> | null> {
  const { revision, assignmentId, outcome } = outcomeTable
  const [row] = await reader
    .select({ revision, assignmentId, outcome })
    .from(outcomeTable)
    .where(and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.outcomeId, outcomeId)))
    .orderBy(desc(revision))
    .limit(1)
  return row ?? null
}

export async function insertConfirmation(
  tx: Tx,
  row: typeof confirmationTable.$inferSelect,
): Promise<void> {
  await tx.insert(confirmationTable).values(row)
}

/** An answer, and the group's part that it is about; null when there is none. */
export async function findConfirmation(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<{ answer: typeof confirmationTable.$inferSelect; assignmentId: string } | null> {
  const [row] = await reader
    .select({ answer: confirmationTable, assignmentId: outcomeTable.assignmentId })
    .from(confirmationTable)
    .innerJoin(
      outcomeTable,
      and(
        eq(outcomeTable.tenant, confirmationTable.tenant),
        eq(outcomeTable.outcomeId, confirmationTable.outcomeId),
        eq(outcomeTable.revision, confirmationTable.revision),
      ),
    )
    .where(and(eq(confirmationTable.tenant, tenant), eq(confirmationTable.id, id)))
  return row ?? null
}
