import { decide } from '@waymark/auth'
import { directoryEvents, type Organisation, type OrganisationDetails } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { newOrganisation } from './rules.ts'
import { getOrganisation, insertOrganisation } from './store.ts'

/** Adds an organisation. It is not ready for referrals until it has shown that it is. */
export async function createOrganisation(
  deps: Deps,
  actor: Actor,
  given: OrganisationDetails,
  once?: OnceKey,
): Promise<Organisation> {
  if (!decide(actor, 'organisation.create', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Only the directory team adds organisations.')
  }
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const made = newOrganisation(deps.newId(), given, deps.now())
    await insertOrganisation(tx, actor.tenant, made, null)
    await record(tx, actor, directoryEvents.organisationCreated, {
      organisationId: made.id,
      revision: 1,
    })
    return { id: made.id }
  })
  return getOrganisation(deps.db.reader, actor.tenant, id)
}
