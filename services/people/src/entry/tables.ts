import type { RegistrantRole, Registration } from '@waymark/contracts'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { personTable } from '../person/tables.ts'

/** What somebody typed when they registered a person: never changed, only whose record it is. */
export const entryTable = sqliteTable(
  'entry',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => personTable.id),
    typed: text('typed', { mode: 'json' }).$type<Registration>().notNull(),
    registeredBy: text('registered_by').notNull(),
    role: text('role').$type<RegistrantRole>().notNull(),
    registeredAt: text('registered_at').notNull(),
  },
  (table) => [index('entry_person').on(table.tenant, table.personId)],
)
