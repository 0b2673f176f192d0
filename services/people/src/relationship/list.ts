import { decide } from '@waymark/auth'
import type { Relationship } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getPersonIdFor } from '../person/store.ts'
import { listRelationshipsOf, listRunningOf } from './store.ts'

interface Relationships {
  readonly contents: Relationship[]
}

/** Who works with a person, and who did. */
export async function listRelationships(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Relationships> {
  const { reader } = deps.db
  const personId = await getPersonIdFor(reader, actor, 'relationship.read', id)
  deps.reads.note(actor, { action: 'relationship.read', subject: personId })
  return { contents: await listRelationshipsOf(reader, actor.tenant, personId) }
}

/** Whom somebody works with now: what a team lead shares out when that somebody leaves. */
export async function listWorkload(
  deps: Deps,
  actor: Actor,
  userId: string,
): Promise<Relationships> {
  const { tenant } = actor
  if (!decide(actor, 'relationship.start', { tenant }).allowed) {
    throw new AppError('forbidden', 'Only a team lead shares out work.')
  }
  deps.reads.note(actor, { action: 'workload.read', subject: userId })
  return { contents: await listRunningOf(deps.db.reader, tenant, userId) }
}
