import type { Outcome } from '@waymark/contracts'
import { notFound, stale } from '@waymark/core'
import { isUniqueViolation, type Reader, type Tx } from '@waymark/db'
import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { outcomePermitTable, outcomeTable as table } from './tables.ts'

/** What was said of groups' parts, each in its latest revision; what was said last comes first. */
export async function listOutcomes(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<Outcome[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), inArray(table.assignmentId, [...assignmentIds])))
    .orderBy(asc(table.revision))
  // A later revision takes the place of the earlier one.
  const latest = new Map(rows.map((row) => [row.id, toOutcome(row)]))
  return [...latest.values()].sort((one, other) =>
    `${other.firstSaidAt} ${other.id}`.localeCompare(`${one.firstSaidAt} ${one.id}`),
  )
}

/** What was said, in one revision. */
export async function getRevision(
  reader: Reader,
  tenant: string,
  { id, revision }: Pick<Outcome, 'id' | 'revision'>,
): Promise<Outcome> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id), eq(table.revision, revision)))
  if (row === undefined) throw notFound('report')
  return toOutcome(row)
}

/** What was said, in its latest revision. */
export async function getOutcome(reader: Reader, tenant: string, id: string): Promise<Outcome> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
    .orderBy(asc(table.revision))
  const latest = rows.at(-1)
  if (latest === undefined) throw notFound('report')
  return toOutcome(latest)
}

/** Throws `stale` where somebody else corrected it meanwhile. */
export async function insertOutcome(tx: Tx, tenant: string, outcome: Outcome): Promise<void> {
  try {
    await tx.insert(table).values({ ...outcome, tenant })
  } catch (error) {
    if (isUniqueViolation(error)) throw stale('report')
    throw error
  }
}

/** How often something was said of a group's part, corrections counted. */
export async function countSaid(
  reader: Reader,
  tenant: string,
  assignmentId: string,
): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.assignmentId, assignmentId)))
  return row?.count ?? 0
}

/** Keeps that care-plans may keep a revision. Taken again, the first stands. */
export async function keepOutcomePermit(
  tx: Tx,
  permit: typeof outcomePermitTable.$inferSelect,
): Promise<void> {
  await tx.insert(outcomePermitTable).values(permit).onConflictDoNothing()
}

function toOutcome({ tenant: _, ...outcome }: typeof table.$inferSelect): Outcome {
  return outcome
}
