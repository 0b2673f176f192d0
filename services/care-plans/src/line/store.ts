import { type Actor, notFound } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, asc, eq } from 'drizzle-orm'
import type { KeptPlan } from '../plan/rules.ts'
import { getPlanFor } from '../plan/store.ts'
import { isOf, type Line } from './rules.ts'
import { type LineKind, lineTable as table } from './tables.ts'

/** A line with its plan. */
export interface LineOfPlan<Kind extends LineKind> {
  readonly plan: KeptPlan
  readonly line: Line<Kind>
}

/** A line of a kind, for who may change its plan; anybody else's does not exist for them. */
export async function getLineFor<Kind extends LineKind>(
  reader: Reader,
  actor: Actor,
  kind: Kind,
  id: string,
): Promise<LineOfPlan<Kind>> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, actor.tenant), eq(table.id, id)))
  const line = row === undefined ? undefined : toLine(row)
  if (line === undefined || !isOf(kind)(line)) throw notFound('line of the plan')
  return { line, plan: await getPlanFor(reader, actor, 'plan.change', line.planId) }
}

/** Every line of a plan, as they were written. */
export async function listLines(reader: Reader, tenant: string, planId: string): Promise<Line[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.planId, planId)))
    .orderBy(asc(table.at), asc(table.id))
  return rows.map(toLine)
}

export async function insertLine(tx: Tx, tenant: string, line: Line): Promise<void> {
  await tx.insert(table).values({ ...line, tenant })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function saveLine(tx: Tx, tenant: string, line: Line): Promise<void> {
  const result = await tx
    .update(table)
    .set(line)
    .where(
      and(eq(table.tenant, tenant), eq(table.id, line.id), eq(table.version, line.version - 1)),
    )
  expectOne(result, 'line')
}

export async function deleteLine(tx: Tx, tenant: string, line: Line): Promise<void> {
  const result = await tx
    .delete(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, line.id), eq(table.version, line.version)))
  expectOne(result, 'line')
}

function toLine({ tenant: _, ...row }: typeof table.$inferSelect): Line {
  return row
}
