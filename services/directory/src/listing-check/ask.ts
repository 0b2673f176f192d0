import { directoryEvents, type Listing, type ListingCheck } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getListingFor } from '../listing/store.ts'
import { getOrganisation } from '../organisation/store.ts'
import { type Check, newCheck } from './rules.ts'
import { findCheck, replaceCheck } from './store.ts'

/** Asks a group by e-mail whether its listing is still right. An earlier link ends. */
export async function askIfRight(
  deps: Deps,
  actor: Actor,
  listingId: string,
  once?: OnceKey,
): Promise<ListingCheck> {
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const listing = await getListingFor(tx, actor, 'listing.askIfRight', listingId)
    return startCheck(deps, tx, actor, listing)
  })
  const asked = await findCheck(deps.db.reader, actor.tenant, id)
  if (asked === null) throw notFound('check')
  return { id, listingId, askedAt: asked.askedAt, expiresAt: asked.expiresAt }
}

/** Keeps a new check and tells of it; who may, has been decided. */
export async function startCheck(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  listing: Listing,
): Promise<Check> {
  if (listing.state !== 'published') throw conflict('Only a published listing can be checked.')
  const { email } = await getOrganisation(tx, actor.tenant, listing.organisationId)
  if (email === null) {
    throw conflict('This group has no e-mail address on file. Ring them, or add one first.')
  }
  const given = { id: deps.newId(), listingId: listing.id, revision: listing.version, email }
  const askedBy = actor.kind === 'answerLink' ? 'link' : 'team'
  const check = newCheck({ ...given, askedBy }, deps.now())
  await replaceCheck(tx, actor.tenant, check)
  await record(tx, actor, directoryEvents.listingCheckAsked, {
    listingId: listing.id,
    checkId: check.id,
    revision: listing.version,
  })
  return check
}
