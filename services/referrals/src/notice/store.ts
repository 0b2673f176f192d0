import type { Reader, Tx } from '@waymark/db'
import { and, eq, inArray, max } from 'drizzle-orm'
import { sendPermitTable as table } from './tables.ts'

export type SendPermit = typeof table.$inferSelect

/** Keeps that an e-mail may leave. Taken again, the first stands. */
export async function keepPermit(tx: Tx, permit: SendPermit): Promise<void> {
  await tx.insert(table).values(permit).onConflictDoNothing()
}

/** When the link of each assignment was last handed on; those never handed on are left out. */
export async function listMailed(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await reader
    .select({ id: table.assignmentId, takenAt: max(table.takenAt) })
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.kind, 'answerLink'),
        inArray(table.assignmentId, [...assignmentIds]),
      ),
    )
    .groupBy(table.assignmentId)
  return new Map(rows.flatMap(({ id, takenAt }) => (takenAt === null ? [] : [[id, takenAt]])))
}
