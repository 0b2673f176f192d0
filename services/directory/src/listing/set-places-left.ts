import { directoryEvents, type Listing } from '@waymark/contracts'
import { type Actor, londonDay } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { countPlaces, revisionOf } from './rules.ts'
import { getListingFor, saveListing } from './store.ts'

/** Records how many places are left today. Saying so is not saying that the rest is right. */
export async function setPlacesLeft(
  deps: Deps,
  actor: Actor,
  id: string,
  left: number | null,
): Promise<Listing> {
  return deps.db.write(async (tx) => {
    const found = await getListingFor(tx, actor, 'listing.setPlacesLeft', id)
    const now = deps.now()
    const counted = countPlaces(found, left, londonDay(now), now)
    await saveListing(tx, actor.tenant, counted)
    await record(tx, actor, directoryEvents.listingPlacesChanged, revisionOf(counted))
    return counted
  })
}
