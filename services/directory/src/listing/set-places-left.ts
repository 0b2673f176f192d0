import { directoryEvents, type Listing } from '@waymark/contracts'
import { type Actor, londonDay } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
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
    return keepPlaces(tx, deps, actor, { found, left, saidOn: londonDay(deps.now()) })
  })
}

interface Counted {
  readonly found: Listing
  readonly left: number | null
  readonly saidOn: string
}

/** Keeps what was counted on a day, and tells of it. Who may say it, has been decided. */
export async function keepPlaces(
  tx: Tx,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  { found, left, saidOn }: Counted,
): Promise<Listing> {
  const counted = countPlaces(found, left, saidOn, deps.now())
  await saveListing(tx, actor.tenant, counted)
  await record(tx, actor, directoryEvents.listingPlacesChanged, revisionOf(counted))
  return counted
}
