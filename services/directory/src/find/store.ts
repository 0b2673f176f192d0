import { ofTenant, type Reader } from '@waymark/db'
import { and, eq, inArray } from 'drizzle-orm'
import { inOrder, withTimesAndPlaces } from '../listing/store.ts'
import { listingTable as table } from '../listing/tables.ts'
import { organisationTable } from '../organisation/tables.ts'

/** What a card is made of: of a long record, only what is shown. */
const shown = {
  id: table.id,
  name: table.name,
  organisationName: organisationTable.name,
  summary: table.summary,
  needs: table.needs,
  deliveries: table.deliveries,
  coverage: table.coverage,
  costPence: table.costPence,
  costNote: table.costNote,
  joining: table.joining,
  readyForReferrals: organisationTable.readyForReferrals,
  phone: table.phone,
  organisationPhone: organisationTable.phone,
  assuredDate: table.assuredDate,
  assuredBy: table.assuredBy,
  placesLeft: table.placesLeft,
  placesSaidOn: table.placesSaidOn,
}

export type CardRecord = Awaited<ReturnType<typeof listShown>>[number]

/** The listings of these ids that are published now, in their order. */
export async function listShown(reader: Reader, tenant: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await reader
    .select(shown)
    .from(table)
    .innerJoin(organisationTable, eq(organisationTable.id, table.organisationId))
    .where(
      and(
        ofTenant(table.tenant, tenant),
        inArray(table.id, [...ids]),
        eq(table.state, 'published'),
      ),
    )
  return withTimesAndPlaces(reader, inOrder(ids, rows))
}
