import { directoryEvents, type Listing, type ListingDetails } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { edit, revisionOf } from './rules.ts'
import { getReadVersion, type ReadVersion, saveListing } from './store.ts'

/** Changes what a listing says. */
export async function editListing(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  details: ListingDetails,
): Promise<Listing> {
  return deps.db.write(async (tx) => {
    const found = await getReadVersion(tx, actor, read)
    const edited = edit(found, details, deps.now())
    await saveListing(tx, actor.tenant, edited, { editedHere: true })
    await record(tx, actor, directoryEvents.listingEdited, revisionOf(edited))
    return edited
  })
}
