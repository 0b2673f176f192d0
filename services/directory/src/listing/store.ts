import { type Action, demand } from '@waymark/auth'
import type { Listing, Location, Session } from '@waymark/contracts'
import { type Actor, notFound, stale } from '@waymark/core'
import { expectOne, ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Source } from '../import/source.ts'
import { listLocations } from '../location/store.ts'
import { locationTable } from '../location/tables.ts'
import { listingLocationTable, sessionTable, listingTable as table } from './tables.ts'

type Row = typeof table.$inferSelect

/** The listing, if the actor may do this to it; one they may not see does not exist for them. */
export async function getListingFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: string,
): Promise<Listing> {
  const [found] = await listListings(reader, actor.tenant, [id])
  if (found === undefined) throw notFound('listing')
  const resource = {
    id,
    tenant: actor.tenant,
    organisationId: found.organisationId,
    // A withdrawn one was public: that it existed is no secret, and its page says that it is gone.
    isPublic: found.state !== 'draft',
  }
  demand(actor, action, resource, { what: 'listing', see: 'listing.read' })
  return found
}

/** The record somebody read and wants to change: a save on any other version of it is refused. */
export interface ReadVersion {
  readonly id: string
  readonly version: number
}

/** The listing in the version that was read; a later one is `stale`. */
export async function getReadVersion(tx: Tx, actor: Actor, read: ReadVersion): Promise<Listing> {
  const found = await getListingFor(tx, actor, 'listing.edit', read.id)
  if (found.version !== read.version) throw stale('listing')
  return found
}

/** Listings of a tenant in the order of `ids`, whole: sessions and places with them. */
export async function listListings(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<Listing[]> {
  if (ids.length === 0) return []
  const rows = await reader
    .select()
    .from(table)
    .where(and(ofTenant(table.tenant, tenant), inArray(table.id, [...ids])))
  return withTimesAndPlaces(reader, inOrder(ids, rows).map(withoutSource))
}

/** The rows in the order of `ids`; what is not there is left out. */
export function inOrder<R extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly R[],
): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Adds to listings, or to what is read of them, when and where they meet. */
export async function withTimesAndPlaces<R extends { readonly id: string }>(
  reader: Reader,
  rows: readonly R[],
): Promise<(R & Pick<Listing, 'sessions' | 'locations'>)[]> {
  const ids = rows.map((row) => row.id)
  const sessions = await reader
    .select()
    .from(sessionTable)
    .where(inArray(sessionTable.listingId, ids))
  const links = await reader
    .select({ listingId: listingLocationTable.listingId, location: locationTable })
    .from(listingLocationTable)
    .innerJoin(locationTable, eq(locationTable.id, listingLocationTable.locationId))
    .where(inArray(listingLocationTable.listingId, ids))
  return rows.map((row) => ({
    ...row,
    sessions: sessions.filter((session) => session.listingId === row.id).map(toSession),
    locations: links
      .filter((link) => link.listingId === row.id)
      .map(({ location: { tenant: _, ...location } }) => location),
  }))
}

function withoutSource(row: Row): Omit<Listing, 'sessions' | 'locations'> {
  const {
    tenant: _,
    source: __,
    sourceKey: ___,
    sourceHash: ____,
    editedHere: _____,
    ...listing
  } = row
  return listing
}

function toSession(row: typeof sessionTable.$inferSelect): Session {
  const { tenant: _, listingId: __, ...session } = row
  return session
}

export async function insertListing(
  tx: Tx,
  tenant: string,
  listing: Listing,
  source: (Source & { hash: string }) | null,
): Promise<void> {
  const { sessions: _, locations: __, ...row } = listing
  await tx.insert(table).values({
    ...row,
    tenant,
    source: source?.name ?? null,
    sourceKey: source?.key ?? null,
    sourceHash: source?.hash ?? null,
    editedHere: false,
  })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function saveListing(
  tx: Tx,
  tenant: string,
  listing: Listing,
  also: { readonly sourceHash?: string; readonly editedHere?: boolean } = {},
): Promise<void> {
  const { sessions: _, locations: __, ...row } = listing
  const result = await tx
    .update(table)
    .set({ ...row, ...also })
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.id, listing.id),
        eq(table.version, listing.version - 1),
      ),
    )
  expectOne(result, 'listing')
}

/** Replaces when and where a listing meets. */
export async function saveTimesAndPlaces(tx: Tx, tenant: string, listing: Listing): Promise<void> {
  await tx.delete(sessionTable).where(eq(sessionTable.listingId, listing.id))
  await tx.delete(listingLocationTable).where(eq(listingLocationTable.listingId, listing.id))
  if (listing.sessions.length > 0) {
    await tx
      .insert(sessionTable)
      .values(listing.sessions.map((session) => ({ ...session, tenant, listingId: listing.id })))
  }
  if (listing.locations.length > 0) {
    await tx
      .insert(listingLocationTable)
      .values(
        listing.locations.map(({ id }) => ({ tenant, listingId: listing.id, locationId: id })),
      )
  }
}

export interface ImportedListing {
  readonly listing: Listing
  /** Digest of the row it was last made from. */
  readonly hash: string | null
  readonly editedHere: boolean
}

export async function findListingBySource(
  reader: Reader,
  tenant: string,
  source: Source,
): Promise<ImportedListing | null> {
  const [row] = await reader
    .select({ id: table.id, hash: table.sourceHash, editedHere: table.editedHere })
    .from(table)
    .where(
      and(eq(table.tenant, tenant), eq(table.source, source.name), eq(table.sourceKey, source.key)),
    )
  if (row === undefined) return null
  const [listing] = await listListings(reader, tenant, [row.id])
  return listing === undefined ? null : { ...row, listing }
}

/** Every tenant's published listings after an id, a page at a time: to rebuild the index. */
export async function listPublishedAfter(
  reader: Reader,
  afterId: string,
  limit: number,
): Promise<{ tenant: string; id: string }[]> {
  return reader
    .select({ tenant: table.tenant, id: table.id })
    .from(table)
    .where(and(eq(table.state, 'published'), gt(table.id, afterId)))
    .orderBy(table.id)
    .limit(limit)
}

/** Those of the ids that are of published listings, of whichever tenant. */
export async function listPublishedOf(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await reader
    .select({ id: table.id })
    .from(table)
    .where(and(inArray(table.id, [...ids]), eq(table.state, 'published')))
  return rows.map(({ id }) => id)
}

/** The ids of an organisation's listings: they carry its name in the index. */
export async function listIdsOfOrganisation(
  reader: Reader,
  tenant: string,
  organisationId: string,
): Promise<string[]> {
  const rows = await reader
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.organisationId, organisationId)))
  return rows.map((row) => row.id)
}

/** The organisations with a listing at any of these places. */
export async function listOrganisationsAt(
  reader: Reader,
  tenant: string,
  locationIds: readonly string[],
): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ organisationId: table.organisationId })
    .from(listingLocationTable)
    .innerJoin(table, eq(table.id, listingLocationTable.listingId))
    .where(
      and(
        eq(listingLocationTable.tenant, tenant),
        inArray(listingLocationTable.locationId, [...locationIds]),
      ),
    )
  return rows.map((row) => row.organisationId)
}

/** Each organisation's places whose address is no secret, over all of its published listings. */
export async function listOpenPlaces(
  reader: Reader,
  tenant: string,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, Location[]>> {
  const links = await reader
    .selectDistinct({ owner: table.organisationId, id: listingLocationTable.locationId })
    .from(listingLocationTable)
    .innerJoin(table, eq(table.id, listingLocationTable.listingId))
    .where(
      and(
        ofTenant(table.tenant, tenant),
        eq(table.state, 'published'),
        inArray(table.organisationId, [...organisationIds]),
      ),
    )
  const ids = links.map((link) => link.id)
  const locations = await listLocations(reader, tenant, ids)
  const places = new Map<string, Location[]>()
  for (const { owner, id } of links) {
    const location = locations.get(id)
    if (location === undefined || location.hideAddress) continue
    places.set(owner, [...(places.get(owner) ?? []), location])
  }
  return places
}
