import type { Plan } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { whose } from './create.ts'
import { demandPlanOf, findPlanOf, getPlanFor } from './store.ts'
import { viewPlan } from './view.ts'

/** The whole plan, noted as read before it is shown. */
export async function readPlan(deps: Deps, actor: Actor, id: string): Promise<Plan> {
  const plan = await getPlanFor(deps.db.reader, actor, 'plan.read', id)
  deps.reads.note(actor, { action: 'plan.read', subject: plan.personId })
  return viewPlan(deps.db.reader, actor.tenant, plan)
}

/** The plan of a person, or of whoever is signed in; null where there was never one. */
export async function findPlan(
  deps: Deps,
  actor: Actor,
  given: string | null,
): Promise<{ plan: Plan | null }> {
  const { reader } = deps.db
  const personId = await whose(reader, actor, given)
  await demandPlanOf(reader, actor, 'plan.read', personId)
  const found = await findPlanOf(reader, actor.tenant, personId)
  return { plan: found === null ? null : await readPlan(deps, actor, found.id) }
}
