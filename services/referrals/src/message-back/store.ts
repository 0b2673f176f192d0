import type { AnswerForReferrer } from '@waymark/contracts'
import type { Reader, Tx } from '@waymark/db'
import { and, eq, inArray } from 'drizzle-orm'
import { personAnswerTable, personAskedTable } from './tables.ts'

/** Keeps that the person was asked. Heard again, nothing changes. */
export async function keepAsked(
  tx: Tx,
  asked: typeof personAskedTable.$inferSelect,
): Promise<void> {
  await tx.insert(personAskedTable).values(asked).onConflictDoNothing()
}

/** Keeps an answer. Heard again, nothing changes. */
export async function keepPersonAnswer(
  tx: Tx,
  answer: typeof personAnswerTable.$inferSelect,
): Promise<void> {
  await tx.insert(personAnswerTable).values(answer).onConflictDoNothing()
}

/** Of these outcomes, those about which the person was asked. */
export async function listAsked(
  reader: Reader,
  tenant: string,
  outcomeIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectDistinct({ outcomeId: personAskedTable.outcomeId })
    .from(personAskedTable)
    .where(
      and(
        eq(personAskedTable.tenant, tenant),
        inArray(personAskedTable.outcomeId, [...outcomeIds]),
      ),
    )
  return new Set(rows.map(({ outcomeId }) => outcomeId))
}

/** What the person answered about these outcomes. */
export async function listPersonAnswers(
  reader: Reader,
  tenant: string,
  outcomeIds: readonly string[],
): Promise<AnswerForReferrer[]> {
  const rows = await reader
    .select()
    .from(personAnswerTable)
    .where(
      and(
        eq(personAnswerTable.tenant, tenant),
        inArray(personAnswerTable.outcomeId, [...outcomeIds]),
      ),
    )
  return rows.map(({ tenant: _, ...answer }) => answer)
}
