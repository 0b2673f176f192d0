import type { Location, LocationDetails } from '@waymark/contracts'
import { notFound } from '@waymark/core'
import { ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, eq, inArray } from 'drizzle-orm'
import { locationTable as table } from './tables.ts'

/** A place as it is kept: always with its point. */
type StoredLocation = LocationDetails & { readonly id: string }

export async function getLocation(reader: Reader, tenant: string, id: string): Promise<Location> {
  const found = await listLocations(reader, tenant, [id])
  const location = found.get(id)
  if (location === undefined) throw notFound('place')
  return location
}

/** So many values fit well into one query; the engine takes 32,766. */
const idsInOneQuery = 5_000

export async function listLocations(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Location>> {
  const found = new Map<string, Location>()
  for (let from = 0; from < ids.length; from += idsInOneQuery) {
    const some = ids.slice(from, from + idsInOneQuery)
    const rows = await reader
      .select()
      .from(table)
      .where(and(ofTenant(table.tenant, tenant), inArray(table.id, some)))
    for (const { tenant: _, ...location } of rows) found.set(location.id, location)
  }
  return found
}

export async function insertLocation(
  tx: Tx,
  tenant: string,
  location: StoredLocation,
): Promise<void> {
  await tx.insert(table).values({ ...location, tenant })
}

/** Replaces what is known of a place; listings that meet there follow. */
export async function saveLocation(
  tx: Tx,
  tenant: string,
  location: StoredLocation,
): Promise<void> {
  await tx
    .update(table)
    .set(location)
    .where(and(eq(table.tenant, tenant), eq(table.id, location.id)))
}
