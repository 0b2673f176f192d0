import { peopleEvents, type Relationship } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { end } from './rules.ts'
import { getRelationshipToEnd, saveEnd } from './store.ts'

/** They work together no more: from this moment the record does not exist for them. */
export async function endRelationship(deps: Deps, actor: Actor, id: string): Promise<Relationship> {
  return deps.db.write(async (tx) => {
    const ended = end(await getRelationshipToEnd(tx, actor, id), deps.now())
    const { personId, userId } = ended
    await saveEnd(tx, actor.tenant, ended)
    const told = { relationshipId: id, personId, userId }
    await record(tx, actor, peopleEvents.relationshipEnded, told)
    return ended
  })
}
