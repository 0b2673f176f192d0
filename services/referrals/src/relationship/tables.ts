import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who works with whom, as people told us. An end stays: a late start brings nobody back. */
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
