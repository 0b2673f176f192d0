import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** That somebody tried identifiers, and when: never which. Rows, so that a restart forgets none. */
export const attemptTable = sqliteTable(
  'identifier_attempt',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    userId: text('user_id').notNull(),
    at: text('at').notNull(),
  },
  (table) => [index('identifier_attempt_user').on(table.tenant, table.userId, table.at)],
)
