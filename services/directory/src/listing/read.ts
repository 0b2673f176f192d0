import { decide } from '@waymark/auth'
import type { Listing, ListingPage } from '@waymark/contracts'
import { type Actor, AppError, londonDay } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { publicLocation } from '../location/rules.ts'
import { getOrganisation } from '../organisation/store.ts'
import { localMoment } from '../session/local-moment.ts'
import { nextOfAll } from '../session/rules.ts'
import { currentPlaces } from './rules.ts'
import { getListingFor } from './store.ts'

const shownOccurrences = 4

/** A listing as its page shows it. Withdrawn: `gone` for everybody but those who keep it. */
export async function readListing(deps: Deps, actor: Actor, id: string): Promise<ListingPage> {
  const { reader } = deps.db
  const found = await getListingFor(reader, actor, 'listing.read', id)
  const keeps = mayEdit(actor, found)
  if (found.state === 'withdrawn' && !keeps) {
    throw new AppError('gone', 'This listing has been taken down. It may have closed or moved.')
  }
  const now = deps.now()
  const from = localMoment(now)
  return {
    listing: { ...found, locations: keeps ? found.locations : found.locations.map(publicLocation) },
    organisation: await getOrganisation(reader, actor.tenant, found.organisationId),
    occurrences: nextOfAll(found.sessions, from, shownOccurrences, deps.isBankHoliday),
    places: currentPlaces(found, londonDay(now)),
    version: found.version,
  }
}

function mayEdit(actor: Actor, { organisationId }: Listing): boolean {
  return decide(actor, 'listing.edit', { tenant: actor.tenant, organisationId }).allowed
}
