import { directoryEvents, type Listing } from '@waymark/contracts'
import { type Actor, hasRole, londonDay } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { assure, revisionOf } from './rules.ts'
import { getListingFor, saveListing } from './store.ts'

/** Records that somebody who knows says it is right today. */
export async function assureListing(deps: Deps, actor: Actor, id: string): Promise<Listing> {
  return deps.db.write(async (tx) => {
    const found = await getListingFor(tx, actor, 'listing.assure', id)
    const byTeam = actor.kind === 'operator' || hasRole(actor, 'directoryEditor')
    const now = deps.now()
    const assured = assure(found, byTeam ? 'directoryTeam' : 'group', londonDay(now), now)
    await saveListing(tx, actor.tenant, assured)
    await record(tx, actor, directoryEvents.listingAssured, revisionOf(assured))
    return assured
  })
}
