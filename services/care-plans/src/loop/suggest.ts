import { carePlansEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import { keepSuggestion, suggestionIdOf } from './store.ts'

interface Suggested {
  readonly goalId: string
  readonly outcomeId: string
  readonly referralId: string
  readonly at: string
}

/**
 * What a group said stands beside a goal from now on, once, and waits for the person. Gives the id
 * under which it does.
 */
export async function suggest(tx: Tx, actor: Actor, given: Suggested): Promise<string> {
  const { goalId, outcomeId, referralId, at: madeAt } = given
  const { tenant } = actor
  const id = suggestionIdOf({ tenant, goalId, outcomeId })
  const isNew = await keepSuggestion(tx, { id, tenant, goalId, outcomeId, referralId, madeAt })
  if (isNew) {
    const told = { suggestionId: id, outcomeId, referralId }
    await record(tx, actor, carePlansEvents.suggestionMade, told)
  }
  return id
}
