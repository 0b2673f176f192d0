import { directoryEvents, type Listing } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type ListingMove, move, revisionOf } from './rules.ts'
import { getListingFor, saveListing } from './store.ts'

const happened = { publish: 'listingPublished', withdraw: 'listingWithdrawn' } as const

/** Publishes or withdraws. Withdrawn is gone from every search in the same moment. */
export async function moveListing(
  deps: Deps,
  actor: Actor,
  id: string,
  given: ListingMove,
): Promise<Listing> {
  return deps.db.write(async (tx) => {
    const moved = move(await getListingFor(tx, actor, `listing.${given}`, id), given, deps.now())
    await saveListing(tx, actor.tenant, moved)
    await record(tx, actor, directoryEvents[happened[given]], revisionOf(moved))
    return moved
  })
}
