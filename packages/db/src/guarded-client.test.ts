import { type Client, createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './open.ts'
import { notes, openForTest, temporaryFolder } from './testing/open-for-test.ts'
import { createWriteQueue } from './write-queue.ts'

const folder = { path: '', remove: () => {} }
let db: Database
let client: Client

beforeEach(async () => {
  Object.assign(folder, temporaryFolder())
  db = await openForTest(folder.path)
  client = db.guardedClient()
})

afterEach(async () => {
  await db.close()
  folder.remove()
})

const insert = (id: string) => ({
  sql: 'insert into notes (id, text, version) values (?, ?, 1)',
  args: [id, 'hello'],
})
const ids = async () =>
  (await client.execute('select id from notes order by id')).rows.map((row) => row.id)

test('happy: single statements, batches and scripts are saved whole', async () => {
  expect((await client.execute(insert('a'))).rowsAffected).toBe(1)
  expect((await client.execute(insert('b').sql, ['b', 'hello'])).rowsAffected).toBe(1)
  const { rows } = await client.execute(
    "update notes set version = 2 where id = 'a' returning version",
  )
  expect(rows[0]?.version).toBe(2)
  await client.batch([insert('c'), [insert('d').sql, ['d', 'hello']]], 'write')
  await client.executeMultiple("delete from notes where id = 'c'; delete from notes where id = 'd'")
  expect(await ids()).toEqual(['a', 'b'])
})

test('secure: while a write is open, a single statement waits its turn and is kept', async () => {
  const other = `${folder.path}/waits`
  const waiting = await openForTest(other, { busyTimeoutMs: 0 })
  const library = waiting.guardedClient()
  const steps = { begun: () => {}, end: () => {} }
  const begun = new Promise<void>((resolve) => {
    steps.begun = resolve
  })
  const open = waiting.write(async (tx) => {
    await tx.insert(notes).values({ id: 'first', text: 'hello', version: 1 })
    steps.begun()
    await new Promise<void>((resolve) => {
      steps.end = resolve
    })
  })
  await begun
  const single = library.execute(insert('second'))
  setImmediate(() => steps.end())
  await Promise.all([open, single])
  const rows = await waiting.reader.select({ id: notes.id }).from(notes).orderBy(notes.id)
  await waiting.close()
  expect(rows.map((row) => row.id)).toEqual(['first', 'second'])
})

test('refused: half a batch is none', async () => {
  await expect(client.batch([insert('a'), insert('a')], 'write')).rejects.toThrow()
  expect(await ids()).toEqual([])
})

test('happy: a transaction of the library takes its turn and gives it back', async () => {
  const transaction = await client.transaction('write')
  const after = db.write(async (tx) => (await tx.select().from(notes)).length)
  await transaction.execute(insert('a'))
  await transaction.batch([insert('b')])
  await transaction.commit()
  expect(await after).toBe(2)
  const undone = await client.transaction('write')
  await undone.execute(insert('c'))
  undone.close()
  await db.write(async () => {})
  expect([undone.closed, await ids()]).toEqual([true, ['a', 'b']])
})

test('happy: inside a write, the library joins it and sees what it wrote', async () => {
  const outer = db.write(async (tx) => {
    await tx.insert(notes).values({ id: 'a', text: 'hello', version: 1 })
    await client.execute(insert('b'))
    expect(await ids()).toEqual(['a', 'b'])
    throw new Error('changed my mind')
  })
  await expect(outer).rejects.toThrow('changed my mind')
  expect(await ids()).toEqual([])
})

test('refused: a transaction of the library inside a write would wait for itself', async () => {
  const nested = db.write(() => client.transaction('write'))
  await expect(nested).rejects.toMatchObject({ code: 'internal' })
})

test('refused: a transaction that is never ended loses its turn and its rows', async () => {
  const url = `file:${folder.path}/held.db`
  const writing = createClient({ url, concurrency: 1 })
  const queue = createWriteQueue(writing, () => {})
  await queue.run((transaction) => transaction.execute('create table t (n)'))
  const held = await queue.hold(20)
  await held.transaction.execute('insert into t values (1)')
  const { rows } = await queue.run((transaction) => transaction.execute('select * from t'))
  expect(rows).toEqual([])
  await expect(held.transaction.execute('insert into t values (2)')).rejects.toThrow()
  await expect(held.commit()).rejects.toMatchObject({ code: 'unavailable' })
  await queue.close()
  writing.close()
})

test('refused: what would go around the queue', async () => {
  await expect(client.migrate([insert('a')])).rejects.toThrow('does not offer')
  await expect(client.sync()).rejects.toThrow('does not offer')
  client.close()
  expect(await ids()).toEqual([])
})
