import type { Delivery, JoiningWay, ListingState, Need, Weekday } from '@waymark/contracts'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { locationTable } from '../location/tables.ts'
import { organisationTable } from '../organisation/tables.ts'

/** HSDS 3.1 `service`. `assured_date` stands apart: changing words is not checking them. */
export const listingTable = sqliteTable(
  'listing',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisationTable.id),
    name: text('name').notNull(),
    summary: text('summary').notNull(),
    description: text('description').notNull(),
    needs: text('needs', { mode: 'json' }).$type<Need[]>().notNull(),
    deliveries: text('deliveries', { mode: 'json' }).$type<Delivery[]>().notNull(),
    coverage: text('coverage', { enum: ['local', 'national'] }).notNull(),
    whoFor: text('who_for'),
    minimumAge: integer('minimum_age'),
    maximumAge: integer('maximum_age'),
    costPence: integer('cost_pence'),
    costNote: text('cost_note'),
    joining: text('joining').$type<JoiningWay>().notNull(),
    joiningNote: text('joining_note'),
    languages: text('languages', { mode: 'json' }).$type<string[]>().notNull(),
    phone: text('phone'),
    email: text('email'),
    website: text('website'),
    state: text('state').$type<ListingState>().notNull(),
    assuredDate: text('assured_date'),
    assuredBy: text('assured_by', { enum: ['group', 'directoryTeam', 'source'] }),
    /** HSDS `service_capacity`: `available` and `updated`. */
    placesLeft: integer('places_left'),
    placesSaidOn: text('places_said_on'),
    source: text('source'),
    sourceKey: text('source_key'),
    /** Digest of the imported row: an unchanged row changes nothing. */
    sourceHash: text('source_hash'),
    /** Somebody changed an imported listing here: the next import leaves it alone and says so. */
    editedHere: integer('edited_here', { mode: 'boolean' }).notNull(),
    version: integer('version').notNull(),
    lastModified: text('last_modified').notNull(),
  },
  (table) => [
    uniqueIndex('listing_source').on(table.tenant, table.source, table.sourceKey),
    index('listing_organisation').on(table.organisationId),
  ],
)

/** HSDS 3.1 `schedule`: when a listing meets, in Europe/London wall-clock time. */
export const sessionTable = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    listingId: text('listing_id')
      .notNull()
      .references(() => listingTable.id),
    locationId: text('location_id').references(() => locationTable.id),
    frequency: text('frequency', { enum: ['weekly', 'monthly'] }).notNull(),
    interval: integer('interval').notNull(),
    weekday: text('weekday').$type<Weekday>().notNull(),
    weekOfMonth: integer('week_of_month').$type<1 | 2 | 3 | 4 | -1>(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at'),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    notOn: text('not_on', { mode: 'json' }).$type<string[]>().notNull(),
    meetsOnBankHolidays: integer('meets_on_bank_holidays', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('session_listing').on(table.listingId)],
)

/** HSDS 3.1 `service_at_location`: where a listing is given, whether or not its times are known. */
export const listingLocationTable = sqliteTable(
  'listing_location',
  {
    listingId: text('listing_id')
      .notNull()
      .references(() => listingTable.id),
    locationId: text('location_id')
      .notNull()
      .references(() => locationTable.id),
    tenant: text('tenant').notNull(),
  },
  (table) => [primaryKey({ columns: [table.listingId, table.locationId] })],
)
