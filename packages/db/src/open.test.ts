import { mkdir, writeFile } from 'node:fs/promises'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations } from './migrate.ts'
import { notes, notesMigration, openForTest, temporaryFolder } from './testing/open-for-test.ts'

const folder = { path: '', remove: () => {} }

beforeEach(() => {
  Object.assign(folder, temporaryFolder())
})

afterEach(() => folder.remove())

const addition = { name: '0002-more', statements: ['alter table notes add column mood text'] }

test('happy: opening again keeps rows, log id and audit', async () => {
  const first = await openForTest(folder.path)
  await first.write((tx) => tx.insert(notes).values({ id: 'a', text: 'hello', version: 1 }))
  await first.close()
  const again = await openForTest(folder.path, { migrations: [notesMigration, addition] })
  expect(again.logId).toBe(first.logId)
  expect(await again.reader.$count(notes)).toBe(1)
  await again.close()
})

test('happy: two databases have two logs, and each says how it is', async () => {
  const one = await openForTest(folder.path)
  const two = await openForTest(folder.path, { service: 'people' })
  expect(one.logId).not.toBe(two.logId)
  expect(await one.health()).toEqual({ engine: 'libSQL file', ready: true })
  await one.close()
  expect(await one.health()).toMatchObject({ ready: false })
  await expect(one.write(async () => {})).rejects.toMatchObject({ code: 'unavailable' })
  await two.close()
})

test('happy: the file is in WAL mode and its commits are synchronous', async () => {
  const db = await openForTest(folder.path)
  const client = db.guardedClient()
  const { rows } = await client.execute('pragma journal_mode')
  expect(rows[0]?.journal_mode).toBe('wal')
  const full = await client.execute('pragma synchronous')
  expect(full.rows[0]?.synchronous).toBe(2)
  await db.close()
})

test('refused: what the disk has no room for is plainly not saved; with room, it is', async () => {
  const db = await openForTest(folder.path)
  const client = db.guardedClient()
  const { rows } = await client.execute('pragma page_count')
  await client.execute(`pragma max_page_count = ${Number(rows[0]?.page_count) + 2}`)
  const long = { id: 'long', text: 'warm welcome '.repeat(5_000), version: 1 }
  const write = () => db.write((tx) => tx.insert(notes).values(long))
  const detail = 'The disk is full or failing. Nothing was saved. Try again soon.'
  await expect(write()).rejects.toMatchObject({ code: 'unavailable', message: detail })
  expect(await db.reader.$count(notes)).toBe(0)
  await client.execute('pragma max_page_count = 1000000')
  await write()
  expect(await db.reader.$count(notes)).toBe(1)
  await db.close()
})

test('refused: a second server on the same file, in one plain sentence', async () => {
  const path = `${folder.path}/waymark-data`
  const first = await openForTest(path)
  await expect(openForTest(path)).rejects.toMatchObject({
    code: 'unavailable',
    message:
      'Another Waymark server is already using waymark-data. ' +
      'Stop it first, or set DATA_DIR to another folder.',
  })
  await first.close()
  const second = await openForTest(path)
  await second.close()
})

test('refused: a folder that cannot be written to', async () => {
  await writeFile(`${folder.path}/plain`, 'not a folder')
  await expect(openForTest(`${folder.path}/plain/data`)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Waymark cannot write to data. Let it write there, or set DATA_DIR to another folder.',
  })
  await mkdir(`${folder.path}/data/directory.db`, { recursive: true })
  await expect(openForTest(`${folder.path}/data`)).rejects.toMatchObject({ code: 'unavailable' })
})

test('refused: a file that is not a database, and a database in memory', async () => {
  await writeFile(`${folder.path}/directory.db`, 'hello '.repeat(1000))
  await expect(openForTest(folder.path)).rejects.toMatchObject({
    message: 'A file of the data is damaged or not a database. Restore a backup.',
  })
  const inMemory = openForTest(folder.path, { url: 'file::memory:' })
  await expect(inMemory).rejects.toMatchObject({ code: 'invalid' })
})

test('refused: data of a newer version, and of other steps', async () => {
  const newer = await openForTest(folder.path, { migrations: [notesMigration, addition] })
  await newer.close()
  await expect(openForTest(folder.path)).rejects.toMatchObject({
    message:
      'The data was written by a newer version of Waymark. Start that version, ' +
      'or set DATA_DIR to another folder.',
  })
  const changed = { ...addition, statements: ['alter table notes add column colour text'] }
  const other = openForTest(folder.path, { migrations: [notesMigration, changed] })
  await expect(other).rejects.toMatchObject({ code: 'unavailable' })
  const between = { name: '0001-zz', statements: ['select 1'] }
  const inserted = openForTest(folder.path, { migrations: [notesMigration, between, addition] })
  await expect(inserted).rejects.toMatchObject({ code: 'unavailable' })
})

test('refused: a migration that fails leaves nothing of itself and lets the file go', async () => {
  const broken = {
    name: '0002-broken',
    statements: ['create table half (id text)', 'insert into nowhere values (1)'],
  }
  const failing = openForTest(folder.path, { migrations: [notesMigration, broken] })
  await expect(failing).rejects.toMatchObject({ code: 'internal' })
  const outside = createClient({ url: `file:${folder.path}/directory.db` })
  const { rows } = await outside.execute(
    `select name from sqlite_master where name = 'half'
    union select name from migrations where name like '%broken'`,
  )
  outside.close()
  expect(rows).toEqual([])
  const db = await openForTest(folder.path)
  await db.close()
})

test('happy: migrations are read from a folder in the order of their names', async () => {
  await writeFile(`${folder.path}/0002-b.sql`, 'select 2;\n')
  await writeFile(`${folder.path}/0001-a.sql`, 'select 0;\n--> statement-breakpoint\nselect 1;\n')
  await writeFile(`${folder.path}/notes.txt`, 'not one')
  expect(await readMigrations(new URL(`file://${folder.path}/`))).toEqual([
    { name: '0001-a', statements: ['select 0;', 'select 1;'] },
    { name: '0002-b', statements: ['select 2;'] },
  ])
})
