import type { Plan, RatingGiven } from '@waymark/contracts'
import { type Actor, hasRole, invalid, notFound } from '@waymark/core'
import { audit, type OnceKey } from '@waymark/db'
import { checkTold, givenAt } from '../answer/said.ts'
import type { Deps } from '../deps.ts'
import { getLineFor } from '../line/store.ts'
import { readPlan } from '../plan/read.ts'
import { changed, demandRunning, userOf } from '../plan/rules.ts'
import { saveAndTell } from '../plan/touch.ts'
import { findRating, insertRating, saveRung } from './store.ts'

/** How near a goal is, 0 to 10, and by whom: a worker's own is never the person's. */
export async function rateGoal(
  deps: Deps,
  actor: Actor,
  { id: goalId, rating }: { readonly id: string; readonly rating: RatingGiven },
  once?: OnceKey,
): Promise<Plan> {
  const { tenant, userId: writtenBy } = userOf(actor)
  const now = deps.now()
  const { score, by, words, told } = rating
  if (by === 'worker') demandOwn(actor)
  else checkTold(actor, told, now)
  const made = await deps.db.writeOnce(once, async (tx) => {
    const { plan } = await getLineFor(tx, actor, 'goal', goalId)
    demandRunning(plan)
    const at = givenAt(told, now)
    const said = { score, by, words, writtenBy, told, at, rung: null }
    await insertRating(tx, { id: deps.newId(), tenant, goalId, ...said })
    await saveAndTell(tx, actor, changed(plan))
    return { id: plan.id }
  })
  return readPlan(deps, actor, made.id)
}

function demandOwn(actor: Actor): void {
  if (!hasRole(actor, 'person')) return
  const detail = 'Say whose score this is: your own is not a worker’s.'
  throw invalid(detail, [{ pointer: '/by', detail }])
}

/** Somebody rang about a very low score. Said twice, the first stands. */
export async function markRung(deps: Deps, actor: Actor, id: string): Promise<Plan> {
  const { tenant, userId: by } = userOf(actor)
  const planId = await deps.db.write(async (tx) => {
    const rating = await findRating(tx, tenant, id)
    if (rating === null) throw notFound('score')
    const { plan } = await getLineFor(tx, actor, 'goal', rating.goalId)
    if (rating.rung === null) {
      await saveRung(tx, { tenant, id }, { by, at: deps.now().toISOString() })
      await audit(tx, actor, { action: 'goal.rung', subject: plan.personId })
      await saveAndTell(tx, actor, changed(plan))
    }
    return plan.id
  })
  return readPlan(deps, actor, planId)
}
