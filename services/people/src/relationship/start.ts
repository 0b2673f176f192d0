import { peopleEvents, type Relationship } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getPersonIdFor } from '../person/store.ts'
import { findRunning, getRelationship, insertRelationship } from './store.ts'

type Between = Pick<Relationship, 'personId' | 'userId' | 'role'>

/** Gives somebody of the team a person to work with. Throws `conflict` when they do already. */
export async function startRelationship(
  deps: Deps,
  actor: Actor,
  between: Between,
  once?: OnceKey,
): Promise<Relationship> {
  const { tenant } = actor
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const personId = await getPersonIdFor(tx, actor, 'relationship.start', between.personId)
    const running = await findRunning(tx, { ...between, tenant, personId })
    if (running !== null) throw conflict('They work together already.')
    return insertStarted(tx, deps, actor, { ...between, personId })
  })
  return getRelationship(deps.db.reader, tenant, id)
}

/** From now on they work together, if they do not already. */
export async function worksWithNow(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  between: Between,
): Promise<void> {
  const running = await findRunning(tx, { ...between, tenant: actor.tenant })
  if (running === null) await insertStarted(tx, deps, actor, between)
}

async function insertStarted(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  between: Between,
): Promise<Relationship> {
  const since = deps.now().toISOString()
  const started = { ...between, id: deps.newId(), since, until: null }
  await insertRelationship(tx, actor.tenant, started)
  const told = { ...between, relationshipId: started.id }
  await record(tx, actor, peopleEvents.relationshipStarted, told)
  return started
}
