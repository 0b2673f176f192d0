import { decide } from '@waymark/auth'
import { directoryEvents, type Listing, type ListingDetails } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getOrganisation } from '../organisation/store.ts'
import { newListing } from './rules.ts'
import { getListingFor, insertListing } from './store.ts'

/** Makes a draft, seen only by those who keep it, until it is published. */
export async function createListing(
  deps: Deps,
  actor: Actor,
  given: ListingDetails,
  once?: OnceKey,
): Promise<Listing> {
  const { tenant } = actor
  const { organisationId } = given
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    await getOrganisation(tx, tenant, organisationId)
    if (!decide(actor, 'listing.create', { tenant, organisationId }).allowed) {
      throw new AppError('forbidden', 'You may add listings for your own organisation only.')
    }
    const made = newListing(deps.newId(), given, deps.now())
    await insertListing(tx, tenant, made, null)
    await record(tx, actor, directoryEvents.listingCreated, { listingId: made.id, revision: 1 })
    return { id: made.id }
  })
  return getListingFor(deps.db.reader, actor, 'listing.read', id)
}
