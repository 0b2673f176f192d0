import { carePlansEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { KeptPlan } from './rules.ts'
import { savePlan } from './store.ts'

/** Saves a plan in its next version, and tells that it changed. */
export async function saveAndTell(tx: Tx, actor: Actor, plan: KeptPlan): Promise<void> {
  await savePlan(tx, actor.tenant, plan)
  await tellChanged(tx, actor, plan)
}

export async function tellChanged(tx: Tx, actor: Actor, plan: KeptPlan): Promise<void> {
  const { id: planId, state, version: revision } = plan
  await record(tx, actor, carePlansEvents.planChanged, { planId, state, revision })
}
