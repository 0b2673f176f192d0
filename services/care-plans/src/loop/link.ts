import type { Plan } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getLineFor } from '../line/store.ts'
import { makeNews } from '../news/make.ts'
import { readPlan } from '../plan/read.ts'
import { changed, demandRunning, userOf } from '../plan/rules.ts'
import { saveAndTell } from '../plan/touch.ts'
import { endLink, keepLink, listGoalsOf, listOutcomesOf, survivorOf } from './store.ts'
import { suggest } from './suggest.ts'

/** A goal and a referral. */
export interface LinkAsked {
  readonly id: string
  readonly referralId: string
}

/** Links a referral of the same person to a goal. What groups have said of it, comes with it. */
export async function linkReferral(
  deps: Deps,
  actor: Actor,
  { id: goalId, referralId }: LinkAsked,
): Promise<Plan> {
  const { tenant, userId: linkedBy } = userOf(actor)
  const { plan: asked } = await getLineFor(deps.db.reader, actor, 'goal', goalId)
  const params = { id: referralId }
  const told = await deps.referralsFor(tenant).readReferralForPlan({ params })
  const personId = await survivorOf(deps.db.reader, tenant, told.personId)
  if (personId !== asked.personId) throw notFound('referral')
  await deps.db.write(async (tx) => {
    const { plan } = await getLineFor(tx, actor, 'goal', goalId)
    demandRunning(plan)
    if ((await listGoalsOf(tx, tenant, referralId)).includes(goalId)) return
    const at = deps.now().toISOString()
    const id = deps.newId()
    await keepLink(tx, {
      ...{ id, tenant, goalId, referralId, linkedBy, linkedAt: at, unlinkedAt: null },
    })
    const suggestionIds = await suggestSaid(tx, actor, { goalId, referralId, at })
    await makeNews(tx, deps, actor, { personId: plan.personId, suggestionIds })
    await audit(tx, actor, { action: 'goal.linked', subject: plan.personId })
    await saveAndTell(tx, actor, changed(plan))
  })
  return readPlan(deps, actor, asked.id)
}

async function suggestSaid(
  tx: Tx,
  actor: Actor,
  given: { readonly goalId: string; readonly referralId: string; readonly at: string },
): Promise<string[]> {
  const said = await listOutcomesOf(tx, actor.tenant, given.referralId)
  const suggestionIds: string[] = []
  for (const outcomeId of new Set(said.map((each) => each.outcomeId))) {
    suggestionIds.push(await suggest(tx, actor, { ...given, outcomeId }))
  }
  return suggestionIds
}

/** Takes a link away: what came with it leaves the goal, and the scores stay. */
export async function unlinkReferral(
  deps: Deps,
  actor: Actor,
  { id: goalId, referralId }: LinkAsked,
): Promise<Plan> {
  const { tenant } = actor
  const planId = await deps.db.write(async (tx) => {
    const { plan } = await getLineFor(tx, actor, 'goal', goalId)
    demandRunning(plan)
    const ended = await endLink(tx, { tenant, goalId, referralId }, deps.now().toISOString())
    if (ended) {
      await audit(tx, actor, { action: 'goal.unlinked', subject: plan.personId })
      await saveAndTell(tx, actor, changed(plan))
    }
    return plan.id
  })
  return readPlan(deps, actor, planId)
}
