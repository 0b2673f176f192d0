import type { WorkerRole } from '@waymark/contracts'
import { isNull } from 'drizzle-orm'
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { personTable } from '../person/tables.ts'

/** Who works with whom. A row that has ended stays; at most one runs between two. */
export const relationshipTable = sqliteTable(
  'relationship',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => personTable.id),
    userId: text('user_id').notNull(),
    role: text('role').$type<WorkerRole>().notNull(),
    since: text('since').notNull(),
    until: text('until'),
  },
  (table) => [
    uniqueIndex('relationship_running')
      .on(table.tenant, table.personId, table.userId)
      .where(isNull(table.until)),
    index('relationship_user').on(table.tenant, table.userId),
  ],
)
