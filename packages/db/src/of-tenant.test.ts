import { createClient } from '@libsql/client'
import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ofTenant } from './of-tenant.ts'

const table = sqliteTable('thing', {
  id: text('id').primaryKey(),
  tenant: text('tenant').notNull(),
})
const client = createClient({ url: ':memory:' })
const db = drizzle(client)

beforeAll(() =>
  client.executeMultiple(
    `create table thing (id text primary key, tenant text not null, source text);
     create unique index thing_source on thing (tenant, source)`,
  ),
)
afterAll(() => client.close())

const theirs = inArray(
  table.id,
  Array.from({ length: 20 }, (_, at) => `thing ${at}`),
)

/** How SQLite would find the rows. */
async function planOf(tenant: SQL): Promise<string> {
  const query = sql`explain query plan select * from ${table} where ${tenant} and ${theirs}`
  const [row] = await db.all<{ detail: string }>(query)
  return String(row?.detail)
}

test('happy: rows of a tenant are looked up by their ids', async () => {
  expect(await planOf(ofTenant(table.tenant, 'north'))).toContain('(id=?)')
})

test('refused: said the plain way, the whole tenant would be walked', async () => {
  expect(await planOf(eq(table.tenant, 'north'))).toContain('(tenant=?)')
})

test('secure: a row of another tenant is not found by its id', async () => {
  await client.execute("insert into thing (id, tenant) values ('thing 1', 'south')")
  const found = (tenant: string) => db.select().from(table).where(ofTenant(table.tenant, tenant))
  expect(await found('north')).toEqual([])
  expect(await found('south')).toHaveLength(1)
})
