import type { CriteriaResult, CriteriaSet } from '@waymark/contracts'
import { type Actor, londonDay } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { readPlan } from '../plan/read.ts'
import { checkPlan } from './rules.ts'

/** A plan against a set of criteria, as it stands now. Nothing of it is kept. */
export async function checkCriteria(
  deps: Deps,
  actor: Actor,
  { id, set }: { readonly id: string; readonly set: CriteriaSet },
): Promise<CriteriaResult> {
  return checkPlan(set, await readPlan(deps, actor, id), londonDay(deps.now()))
}
