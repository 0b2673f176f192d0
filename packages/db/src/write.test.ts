import { createClient } from '@libsql/client'
import { conflict } from '@waymark/core'
import { assertOutsideWrite } from '@waymark/runtime'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from './open.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { notes, openForTest, placeOf, replies } from './testing/open-for-test.ts'

let db: Database
const folder = eachTestOpens((opened) => {
  db = opened
})

const aNote = (id: string) => ({ id, text: 'warm welcome', version: 1 })
const idsOf = async (from: Database) =>
  (await from.reader.select({ id: notes.id }).from(notes).orderBy(notes.id)).map((row) => row.id)

test('happy: a write is there for the reader once it is answered', async () => {
  const answer = await db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    return 'done'
  })
  expect(answer).toBe('done')
  expect(await idsOf(db)).toEqual(['a'])
})

test('happy: five hundred writes at once come one after the other and all stay', async () => {
  await Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      db.write(async (tx) => {
        const [{ count } = { count: 0 }] = await tx
          .select({ count: sql<number>`count(*)` })
          .from(notes)
        await Promise.resolve()
        await tx.insert(notes).values({ ...aNote(`n${n}`), version: count })
      }),
    ),
  )
  const versions = await db.reader.select({ v: notes.version }).from(notes).orderBy(notes.version)
  expect(versions.map((row) => row.v)).toEqual(Array.from({ length: 500 }, (_, n) => n))
})

test('happy: a nested write joins the open one and sees its rows', async () => {
  await db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    await db.write(async (inner) => {
      expect(await inner.select().from(notes)).toHaveLength(1)
      await inner.insert(notes).values(aNote('b'))
    })
    expect(await idsOf(db)).toEqual([])
  })
  expect(await idsOf(db)).toEqual(['a', 'b'])
})

test('refused: a nested throw ends the outer write, even when it is caught', async () => {
  const outer = db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    await db.write(async () => Promise.reject(conflict('no'))).catch(() => {})
    await tx.insert(notes).values(aNote('b'))
  })
  await expect(outer).rejects.toMatchObject({ code: 'conflict' })
  expect(await idsOf(db)).toEqual([])
})

test('refused: a nested write that nobody waits for', async () => {
  let finish = () => {}
  const later = new Promise<void>((resolve) => {
    finish = resolve
  })
  let left: Promise<unknown> = Promise.resolve()
  const outer = db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    left = db.write(async () => later)
  })
  await expect(outer).rejects.toThrow('not awaited')
  finish()
  await left
  expect(await idsOf(db)).toEqual([])
})

test('happy: a write left behind by an ended one takes its own turn', async () => {
  let ended = () => {}
  const afterwards = new Promise<void>((resolve) => {
    ended = resolve
  })
  let left: Promise<unknown> = Promise.resolve()
  await db.write(async () => {
    left = afterwards.then(() => db.write((tx) => tx.insert(notes).values(aNote('late'))))
  })
  ended()
  await left
  expect(await idsOf(db)).toEqual(['late'])
})

test('refused: a write to another database, and any outside call, inside a write', async () => {
  const other = await openForTest(folder.path, { service: 'people' })
  try {
    const crossing = db.write(() => other.write(async () => {}))
    await expect(crossing).rejects.toMatchObject({ code: 'internal' })
    const calling = db.write(async () => assertOutsideWrite('send'))
    await expect(calling).rejects.toMatchObject({ code: 'internal' })
  } finally {
    await other.close()
  }
})

test('refused: a failed write leaves nothing, and the next one works', async () => {
  const failing = db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    await tx.insert(notes).values(aNote('a'))
  })
  await expect(failing).rejects.toThrow()
  await db.write((tx) => tx.insert(notes).values(aNote('b')))
  expect(await idsOf(db)).toEqual(['b'])
})

test('refused: an error from COMMIT is unknown, never success and never repeated', async () => {
  let runs = 0
  const unknown = db.write(async (tx) => {
    runs += 1
    await tx.insert(replies).values({ id: 'r', noteId: 'nobody' })
  })
  await expect(unknown).rejects.toMatchObject({
    code: 'unavailable',
    message: 'We could not make sure that this was saved. Check before you do it again.',
  })
  expect(runs).toBe(1)
  await db.write((tx) => tx.insert(notes).values(aNote('a')))
  expect(await idsOf(db)).toEqual(['a'])
})

test('refused: what the disk has no room for is plainly not saved; with room, it is', async () => {
  const client = db.guardedClient()
  const { rows } = await client.execute('pragma page_count')
  await client.execute(`pragma max_page_count = ${Number(rows[0]?.page_count) + 2}`)
  const long = { ...aNote('long'), text: 'warm welcome '.repeat(5_000) }
  const write = () => db.write((tx) => tx.insert(notes).values(long))
  const detail = 'The disk is full or failing. Nothing was saved. Try again soon.'
  await expect(write()).rejects.toMatchObject({ code: 'unavailable', message: detail })
  expect(await idsOf(db)).toEqual([])
  await client.execute('pragma max_page_count = 1000000')
  await write()
  expect(await idsOf(db)).toEqual(['long'])
})

test('refused: a reader cannot write, neither in types nor when forced', async () => {
  // @ts-expect-error a Reader has no insert
  expect(() => db.reader.insert(notes).values(aNote('a')).toSQL()).not.toThrow()
  // @ts-expect-error nor does it offer one behind `with`
  const forced = db.reader.with().insert(notes).values(aNote('a'))
  await expect(forced).rejects.toThrow()
  expect(await idsOf(db)).toEqual([])
})

test('happy: BUSY at the start is retried on a fresh connection; nothing runs twice', async () => {
  const impatient = await openForTest(folder.path, { service: 'people', busyTimeoutMs: 0 })
  const rival = createClient({ ...placeOf(folder.path, 'people'), timeout: 0 })
  const held = await rival.transaction('write')
  let runs = 0
  const write = impatient.write(async (tx) => {
    runs += 1
    await tx.insert(notes).values(aNote('a'))
  })
  await new Promise((resolve) => setImmediate(resolve))
  await held.rollback()
  await write
  await impatient.close()
  expect(runs).toBe(1)
  const { rows } = await rival.execute('select id from notes')
  rival.close()
  expect(rows.map((row) => row.id)).toEqual(['a'])
})
