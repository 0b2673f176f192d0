import { decide } from '@waymark/auth'
import { directoryEvents, type Location, type LocationDetails } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getLocation, insertLocation } from './store.ts'

/** Adds a place where listings meet. */
export async function createLocation(
  deps: Deps,
  actor: Actor,
  given: LocationDetails,
  once?: OnceKey,
): Promise<Location> {
  if (!decide(actor, 'location.create', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Only those who keep listings add places.')
  }
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const made = { ...given, id: deps.newId() }
    await insertLocation(tx, actor.tenant, made)
    await record(tx, actor, directoryEvents.locationCreated, { locationId: made.id })
    return made
  })
  return getLocation(deps.db.reader, actor.tenant, id)
}
