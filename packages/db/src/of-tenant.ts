import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/**
 * That a row is of a tenant, for rows found by their ids or by whose they are. SQLite takes a
 * tenant for about ten rows, and would walk all of it rather than look up twenty ids; the plus
 * keeps it from that (sqlite.org/optoverview.html, "unary +").
 */
export function ofTenant(column: SQLiteColumn, tenant: string): SQL {
  return sql`+${column} = ${tenant}`
}
