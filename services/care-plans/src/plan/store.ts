import { demand } from '@waymark/auth'
import { type Actor, conflict, notFound } from '@waymark/core'
import { expectOne, isUniqueViolation, type Reader, type Tx } from '@waymark/db'
import { around } from '@waymark/relationships'
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import { changed, type KeptPlan } from './rules.ts'
import { planTable as table } from './tables.ts'

type PlanAction = 'plan.read' | 'plan.change'

/** Throws unless the actor is the person, or works with them now. */
export async function demandPlanOf(
  reader: Reader,
  actor: Actor,
  action: PlanAction,
  personId: string,
): Promise<void> {
  const resource = await around(reader, actor.tenant, personId)
  demand(actor, action, resource, { what: 'plan', see: 'plan.read' })
}

/** A plan, for the person and for who works with them now. */
export async function getPlanFor(
  reader: Reader,
  actor: Actor,
  action: PlanAction,
  id: string,
): Promise<KeptPlan> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, actor.tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('plan')
  await demandPlanOf(reader, actor, action, row.personId)
  return toPlan(row)
}

/** The latest plan of a person: one that runs before one that ended. */
export async function findPlanOf(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<KeptPlan | null> {
  const [running] = await listRunning(reader, tenant, [personId])
  if (running !== undefined) return running
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId)))
    .orderBy(desc(table.createdAt), desc(table.id))
    .limit(1)
  return row === undefined ? null : toPlan(row)
}

/** Plans of these people that have not ended, the one in use first. */
export async function listRunning(
  reader: Reader,
  tenant: string,
  personIds: readonly string[],
): Promise<KeptPlan[]> {
  if (personIds.length === 0) return []
  const rows = await reader
    .select()
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        inArray(table.personId, [...personIds]),
        ne(table.state, 'ended'),
      ),
    )
    // 'active' sorts before 'draft' and 'paused'.
    .orderBy(asc(table.state), desc(table.createdAt), desc(table.id))
  return rows.map(toPlan)
}

export async function insertPlan(tx: Tx, tenant: string, plan: KeptPlan): Promise<void> {
  await tx.insert(table).values({ ...plan, tenant })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function savePlan(tx: Tx, tenant: string, plan: KeptPlan): Promise<void> {
  try {
    const result = await tx
      .update(table)
      .set(plan)
      .where(
        and(eq(table.tenant, tenant), eq(table.id, plan.id), eq(table.version, plan.version - 1)),
      )
    expectOne(result, 'plan')
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('They have another plan in use.')
    throw error
  }
}

/**
 * Plans of somebody whose record became another's. Where both have one in use, the newer is
 * paused: nothing is lost, and one of them is in use.
 */
export async function movePlans(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const inUse = (await listRunning(tx, tenant, [from, to])).filter(
    ({ state }) => state === 'active',
  )
  const [newer, ...older] = inUse
  if (newer !== undefined && older.length > 0) {
    await savePlan(tx, tenant, changed({ ...newer, state: 'paused' }))
  }
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}

function toPlan({ tenant: _, ...plan }: typeof table.$inferSelect): KeptPlan {
  return plan
}
