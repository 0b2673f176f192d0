import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** HSDS 3.1 `organization`; the charity number is its `organization_identifier`. */
export const organisationTable = sqliteTable(
  'organisation',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    website: text('website'),
    email: text('email'),
    phone: text('phone'),
    charityNumber: text('charity_number'),
    readyForReferrals: integer('ready_for_referrals', { mode: 'boolean' }).notNull(),
    /** Which file or feed it came from, and its key there: what makes an import repeatable. */
    source: text('source'),
    sourceKey: text('source_key'),
    version: integer('version').notNull(),
    lastModified: text('last_modified').notNull(),
  },
  (table) => [uniqueIndex('organisation_source').on(table.tenant, table.source, table.sourceKey)],
)
