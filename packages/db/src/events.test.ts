import { type Clock, createIds } from '@waymark/core'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { expectOne } from './engine-errors.ts'
import { eraseEvents, readEvents, readHead, record } from './events.ts'
import type { Database } from './open.ts'
import { audits, events } from './tables.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { north, noteErased, notes, noteWritten, south } from './testing/open-for-test.ts'

const time = { now: new Date('2026-03-02T10:00:00Z') }
const now: Clock = () => time.now
let db: Database
eachTestOpens(
  (opened) => {
    db = opened
    time.now = new Date('2026-03-02T10:00:00Z')
  },
  () => ({ now, newId: createIds(now) }),
)

const written = (noteId: string) => ({ noteId, revision: 1 })

test('happy: a change, its audit row and its event are written together', async () => {
  await db.write(async (tx) => {
    await tx.insert(notes).values({ id: 'a', text: 'hello', version: 1 })
    await record(tx, north, noteWritten, written('a'), { fields: ['text'] })
  })
  const page = await readEvents(db.reader, { after: 0, limit: 10 })
  expect(page).toMatchObject({ log: db.logId, next: 1 })
  expect(page.events).toEqual([
    expect.objectContaining({
      ...{ seq: 1, tenant: 'north', type: 'note.written', version: 1, subject: 'a' },
      ...{ payload: written('a'), occurredAt: '2026-03-02T10:00:00.000Z' },
    }),
  ])
  const [row] = await db.reader.select().from(audits)
  expect(row).toMatchObject({ actor: 'operator', action: 'note.written', subject: 'a' })
})

test('refused: none of the three stays when one of them fails', async () => {
  const failing = db.write(async (tx) => {
    await tx.insert(notes).values({ id: 'a', text: 'hello', version: 1 })
    await record(tx, north, noteWritten, written('a'))
    expectOne(await tx.update(notes).set({ version: 2 }).where(eq(notes.id, 'nobody')), 'note')
  })
  await expect(failing).rejects.toMatchObject({ code: 'conflict' })
  expect(
    await Promise.all([notes, events, audits].map((table) => db.reader.$count(table))),
  ).toEqual([0, 0, 0])
})

test('secure: an event says no more than its contract, and never less', async () => {
  const chatty = { ...written('a'), name: 'Mary Murphy' }
  await db.write((tx) => record(tx, north, noteWritten, chatty))
  const page = await readEvents(db.reader, { after: 0, limit: 10 })
  expect(JSON.stringify(page)).not.toContain('Mary')
  // @ts-expect-error the revision is missing
  const short = db.write((tx) => record(tx, north, noteWritten, { noteId: 'a' }))
  await expect(short).rejects.toMatchObject({ code: 'internal' })
})

test('happy: reading by type moves past the events of other types', async () => {
  await db.write(async (tx) => {
    for (const id of ['a', 'b', 'c']) await record(tx, north, noteWritten, written(id))
    await record(tx, north, noteErased, written('a'))
    await record(tx, north, noteWritten, written('d'))
  })
  const types = ['note.erased']
  const first = await readEvents(db.reader, { after: 0, limit: 3, types })
  expect([first.events.length, first.next]).toEqual([0, 3])
  const second = await readEvents(db.reader, { after: 3, limit: 3, types })
  expect([second.events.map((event) => event.seq), second.next]).toEqual([[4], 5])
  expect(await readEvents(db.reader, { after: 5, limit: 3 })).toMatchObject({ events: [], next: 5 })
})

test('happy: the head is the newest event, and nought of an empty log', async () => {
  expect(await readHead(db.reader)).toEqual({ log: db.logId, seq: 0 })
  await db.write(async (tx) => {
    for (const id of ['a', 'b']) await record(tx, north, noteWritten, written(id))
  })
  expect(await readHead(db.reader)).toEqual({ log: db.logId, seq: 2 })
  await db.write((tx) => eraseEvents(tx, { tenant: 'north', subject: 'b' }))
  expect(await readHead(db.reader)).toEqual({ log: db.logId, seq: 2 })
})

test('secure: erasing clears subject and payload in one tenant and keeps the numbers', async () => {
  await db.write(async (tx) => {
    await record(tx, north, noteWritten, written('a'))
    await record(tx, south, noteWritten, written('a'))
    await record(tx, north, noteWritten, written('b'))
  })
  expect(await db.write((tx) => eraseEvents(tx, { tenant: 'north', subject: 'a' }))).toBe(1)
  const { events: left } = await readEvents(db.reader, { after: 0, limit: 10 })
  expect(left.map((event) => [event.seq, event.subject, event.payload])).toEqual([
    [1, null, null],
    [2, 'a', written('a')],
    [3, 'b', written('b')],
  ])
})
