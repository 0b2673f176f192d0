import type { Plan, PlanPart } from '@waymark/contracts'
import { type Actor, stale } from '@waymark/core'
import type { Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readPlan } from './read.ts'
import { type KeptPlan, moved, type PlanMove, withPart } from './rules.ts'
import { getPlanFor } from './store.ts'
import { saveAndTell } from './touch.ts'

/** A plan in the version that somebody read. */
export interface ReadVersion {
  readonly id: string
  readonly version: number
}

/** Puts a plan in use, pauses it, or ends it. */
export function setPlanState(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  to: PlanMove,
): Promise<Plan> {
  return save(deps, actor, read, (plan) => moved(plan, to, deps.now()))
}

/** Saves one section of a plan. */
export function setPlanPart(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  given: PlanPart,
): Promise<Plan> {
  return save(deps, actor, read, (plan) => withPart(plan, given, deps.now()))
}

async function save(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  change: (plan: KeptPlan) => KeptPlan,
): Promise<Plan> {
  await deps.db.write(async (tx) =>
    saveAndTell(tx, actor, change(await getReadVersion(tx, actor, read))),
  )
  return readPlan(deps, actor, read.id)
}

async function getReadVersion(tx: Tx, actor: Actor, read: ReadVersion): Promise<KeptPlan> {
  const found = await getPlanFor(tx, actor, 'plan.change', read.id)
  if (found.version !== read.version) throw stale('plan')
  return found
}
