import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { listingTable } from '../listing/tables.ts'

/** "Is this still right?", asked of a group. The row can end its link; the link is not in it. */
export const listingCheckTable = sqliteTable(
  'listing_check',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    listingId: text('listing_id')
      .notNull()
      .references(() => listingTable.id),
    /** The listing's version when it was asked. */
    revision: integer('revision').notNull(),
    /** The organisation's address on file then: once that changes, the link opens nothing. */
    email: text('email').notNull(),
    askedAt: text('asked_at').notNull(),
    askedBy: text('asked_by', { enum: ['team', 'link'] }).notNull(),
    expiresAt: text('expires_at').notNull(),
    /** When a newer one took its place. */
    revokedAt: text('revoked_at'),
    answeredAt: text('answered_at'),
    outcome: text('outcome', { enum: ['right', 'changed'] }),
    placesLeft: integer('places_left'),
    /** What has changed, in the group's words: for the directory team alone. */
    words: text('words'),
  },
  (table) => [
    index('listing_check_listing').on(table.tenant, table.listingId, table.askedAt),
    index('listing_check_outcome').on(table.tenant, table.outcome, table.answeredAt),
  ],
)
