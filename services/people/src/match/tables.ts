import type { Likeness, MatchState } from '@waymark/contracts'
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { personTable } from '../person/tables.ts'

/** Two records that may be of one person. A pair is asked about once. */
export const matchTable = sqliteTable(
  'person_match',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    olderId: text('older_id')
      .notNull()
      .references(() => personTable.id),
    newerId: text('newer_id')
      .notNull()
      .references(() => personTable.id),
    because: text('because', { mode: 'json' }).$type<Likeness[]>().notNull(),
    state: text('state').$type<MatchState>().notNull(),
    /** Who registered or changed the record that made them look alike: they do not settle it. */
    raisedBy: text('raised_by').notNull(),
    raisedAt: text('raised_at').notNull(),
    settledBy: text('settled_by'),
    settledAt: text('settled_at'),
  },
  (table) => [
    uniqueIndex('person_match_pair').on(table.tenant, table.olderId, table.newerId),
    index('person_match_newer').on(table.tenant, table.newerId),
    index('person_match_state').on(table.tenant, table.state),
  ],
)
