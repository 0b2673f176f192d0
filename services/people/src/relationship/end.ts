import { peopleEvents, type Relationship } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { end } from './rules.ts'
import { getRelationshipToEnd, saveEnd } from './store.ts'

/** They work together no more: from this moment the record does not exist for them. */
export async function endRelationship(deps: Deps, actor: Actor, id: string): Promise<Relationship> {
  return deps.db.write(async (tx) => {
    return endNow(tx, deps, actor, await getRelationshipToEnd(tx, actor, id))
  })
}

/** Throws `conflict` for one that has ended. */
export async function endNow(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  relationship: Relationship,
): Promise<Relationship> {
  const ended = end(relationship, now())
  const { id: relationshipId, personId, userId } = ended
  await saveEnd(tx, actor.tenant, ended)
  await record(tx, actor, peopleEvents.relationshipEnded, { relationshipId, personId, userId })
  return ended
}
