import type { ReferralSubject, ReferralSubjectAsked } from '@waymark/contracts'
import { type Actor, actorKey, londonDay, notFound, type UserActor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getTyped } from '../entry/store.ts'
import { getPersonFor } from '../person/store.ts'
import { findRunning } from '../relationship/store.ts'
import { subjectOf } from './rules.ts'

/**
 * What may be shared about somebody whom a user refers: from the record, for one who works with the
 * person now; as they typed it, for one who registered them. Anybody else does not exist (404).
 */
export async function readReferralSubject(
  deps: Deps,
  actor: Actor,
  { userId, about }: ReferralSubjectAsked,
): Promise<ReferralSubject> {
  const { reader } = deps.db
  const { tenant } = actor
  const { personId, typed } =
    about.kind === 'person'
      ? { personId: about.personId, typed: null }
      : await getTyped(reader, tenant, { id: about.entryId, registeredBy: userId })
  const person = await getPersonFor(reader, actor, 'person.readReferralSubject', personId)
  const relationship = await findRunning(reader, { tenant, personId: person.id, userId })
  if (typed === null && relationship === null) throw notFound('person')
  noteLook(deps, actor, { userId, personId: person.id })
  return subjectOf({ person, typed, relationship, today: londonDay(deps.now()) })
}

/** It is the user who looks, so the person sees them; the service that asked is beside it. */
function noteLook(
  deps: Pick<Deps, 'reads'>,
  actor: Actor,
  { userId, personId }: { readonly userId: string; readonly personId: string },
): void {
  const looker: UserActor = { kind: 'user', tenant: actor.tenant, userId, memberships: [] }
  const detail = { askedBy: actorKey(actor) }
  deps.reads.note(looker, { action: 'person.readToRefer', subject: personId, detail })
}
