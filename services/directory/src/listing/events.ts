import { type Listing, referralsEvents } from '@waymark/contracts'
import { type Actor, isAppError, londonDay } from '@waymark/core'
import { type Handler, handler, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { keepPlaces } from './set-places-left.ts'
import { getListingFor } from './store.ts'

/** What a group says of its places when it answers a referral is true of its listing too. */
export function placesHandlers(deps: Pick<Deps, 'now'>): readonly Handler[] {
  return [
    handler(referralsEvents.placesSaid, {
      async apply(tx, { tenant, occurredAt, payload: { listingId, left } }) {
        const actor = { kind: 'service', tenant, service: 'referrals' } as const
        const found = await findListing(tx, actor, listingId)
        const saidOn = londonDay(new Date(occurredAt))
        // Somebody may have counted since; a listing that is gone has no places to count.
        if (found?.state !== 'published' || (found.placesSaidOn ?? '') > saidOn) return
        await keepPlaces(tx, deps, actor, { found, left, saidOn })
      },
    }),
  ]
}

async function findListing(tx: Tx, actor: Actor, id: string): Promise<Listing | null> {
  try {
    return await getListingFor(tx, actor, 'listing.setPlacesLeft', id)
  } catch (error) {
    if (isAppError(error, 'notFound')) return null
    throw error
  }
}
