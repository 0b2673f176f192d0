import { directoryEvents, type Listing, type Location, type Session } from '@waymark/contracts'
import { type Actor, type AppError, invalid } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { listLocations } from '../location/store.ts'
import { changed, revisionOf } from './rules.ts'
import {
  getReadVersion,
  listOrganisationsAt,
  type ReadVersion,
  saveListing,
  saveTimesAndPlaces,
} from './store.ts'

export interface TimesAndPlaces {
  readonly sessions: readonly (Omit<Session, 'id'> & { readonly id?: string | undefined })[]
  readonly locationIds: readonly string[]
}

/** Replaces when and where a listing meets. */
export async function setSessions(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  given: TimesAndPlaces,
): Promise<Listing> {
  return deps.db.write(async (tx) => {
    const found = await getReadVersion(tx, actor, read)
    const known = new Set(found.sessions.map((session) => session.id))
    const sessions = given.sessions.map((session) => ({
      ...session,
      id: session.id !== undefined && known.has(session.id) ? session.id : deps.newId(),
    }))
    const locations = await placesOf(tx, actor.tenant, given)
    await refuseOthersHiddenPlaces(tx, actor, found, locations)
    const edited = changed({ ...found, sessions, locations }, deps.now())
    await saveListing(tx, actor.tenant, edited, { editedHere: true })
    await saveTimesAndPlaces(tx, actor.tenant, edited)
    await record(tx, actor, directoryEvents.listingEdited, revisionOf(edited))
    return edited
  })
}

async function placesOf(tx: Tx, tenant: string, given: TimesAndPlaces): Promise<Location[]> {
  const ids = new Set([
    ...given.locationIds,
    ...given.sessions.flatMap(({ locationId }) => locationId ?? []),
  ])
  const found = await listLocations(tx, tenant, [...ids])
  if (found.size !== ids.size) throw unknownPlace()
  return [...found.values()]
}

/** Another group's refuge: whoever adds it to a listing of their own would be shown its address. */
async function refuseOthersHiddenPlaces(
  tx: Tx,
  actor: Actor,
  { organisationId }: Listing,
  locations: readonly Location[],
): Promise<void> {
  const hidden = locations.filter(({ hideAddress }) => hideAddress).map(({ id }) => id)
  const owners = await listOrganisationsAt(tx, actor.tenant, hidden)
  if (owners.some((owner) => owner !== organisationId)) throw unknownPlace()
}

function unknownPlace(): AppError {
  return invalid('One of those places is not known here.', [
    { pointer: '/locationIds', detail: 'Add the place first, then the session.' },
  ])
}
