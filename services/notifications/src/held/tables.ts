import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Each restore of this ledger: what was asked for until then waits for whoever restored it. */
export const heldTable = sqliteTable(
  'held',
  { tenant: text('tenant').notNull(), askedUntil: text('asked_until').notNull() },
  (table) => [primaryKey({ columns: [table.tenant, table.askedUntil] })],
)
