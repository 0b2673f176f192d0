import type { Plan } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import type { OnceKey, Reader } from '@waymark/db'
import { personOf } from '@waymark/relationships'
import type { Deps } from '../deps.ts'
import { readPlan } from './read.ts'
import { newPlan, userOf } from './rules.ts'
import { demandPlanOf, insertPlan, listRunning } from './store.ts'
import { tellChanged } from './touch.ts'

/** Begins a plan. Throws `conflict` where the person has one that is not ended. */
export async function createPlan(
  deps: Deps,
  actor: Actor,
  given: string | null,
  once?: OnceKey,
): Promise<Plan> {
  const { tenant, userId: createdBy } = userOf(actor)
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const personId = await whose(tx, actor, given)
    await demandPlanOf(tx, actor, 'plan.change', personId)
    const running = await listRunning(tx, tenant, [personId])
    if (running.length > 0) throw conflict('They have a plan already. Go on with that one.')
    const plan = newPlan({ id: deps.newId(), personId, createdBy }, deps.now())
    await insertPlan(tx, tenant, plan)
    await tellChanged(tx, actor, plan)
    return { id: plan.id }
  })
  return readPlan(deps, actor, id)
}

/** The person asked about; null asks about whoever is signed in. */
export async function whose(
  reader: Reader,
  actor: Actor,
  personId: string | null,
): Promise<string> {
  const found = personId ?? (await personOf(reader, userOf(actor)))
  if (found === null) throw notFound('record of yours')
  return found
}
