import type { ServiceName } from '@waymark/core'
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Whom this ledger listens for, and since when, where the owner was away at the first opening. */
export const hearingTable = sqliteTable(
  'hearing',
  {
    tenant: text('tenant').notNull(),
    source: text('source').$type<ServiceName>().notNull(),
    since: text('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.source] })],
)
