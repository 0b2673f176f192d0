import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who works with whom, as people told. An end stays: a late start brings nobody back. */
export const relationshipTable = sqliteTable(
  'relationship',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    userId: text('user_id').notNull(),
    endedAt: text('ended_at'),
  },
  (table) => [
    index('relationship_person').on(table.tenant, table.personId),
    index('relationship_user').on(table.tenant, table.userId),
  ],
)

/** With which account somebody signs in themselves, as people told. Null: with none any more. */
export const personAccountTable = sqliteTable(
  'person_account',
  {
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    accountId: text('account_id'),
    /** Of the record that was told: an older one changes nothing. */
    revision: integer('revision').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.personId] }),
    index('person_account_account').on(table.tenant, table.accountId),
  ],
)
