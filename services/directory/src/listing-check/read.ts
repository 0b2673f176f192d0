import type { LinkedCheck } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { readListing } from '../listing/read.ts'
import { openCheck } from './open.ts'

/** What an answer link shows: the listing as people see it, and what was decided. */
export async function readListingCheck(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<LinkedCheck> {
  const { link, check, listing, state } = await openCheck(deps, deps.db.reader, actor, token)
  const { outcome, answeredAt, placesLeft } = check
  const isThere = listing.state === 'published'
  return {
    state,
    decided: outcome === null || answeredAt === null ? null : { outcome, placesLeft, answeredAt },
    page: isThere ? await readListing(deps, link, listing.id) : null,
  }
}
