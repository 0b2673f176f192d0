import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Each restore of this ledger: what was asked for until then waits for whoever restored it. */
export const heldTable = sqliteTable('held', { askedUntil: text('asked_until').primaryKey() })
