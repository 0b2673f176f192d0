import { AppError } from '@waymark/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createConsumer } from './consumer.ts'
import { listParked } from './consumer-store.ts'
import { readEvents, record } from './events.ts'
import { handler } from './handler.ts'
import type { Database } from './open.ts'
import { north, notes, noteWritten, openForTest, temporaryFolder } from './testing/open-for-test.ts'

const folder = { path: '', remove: () => {} }
let owner: Database
let db: Database

beforeEach(async () => {
  Object.assign(folder, temporaryFolder())
  owner = await openForTest(folder.path)
  db = await openForTest(folder.path, { service: 'notifications' })
})
afterEach(async () => {
  await owner.close()
  await db.close()
  folder.remove()
})

/** What is thrown, each time, by whoever hears of a note of this name. */
const poison: Readonly<Record<string, () => unknown>> = {
  permanent: () => new AppError('invalid', 'It makes no sense.'),
  bug: () => new TypeError('a bug'),
  word: () => 'never',
  nothing: () => undefined,
}
const good = Array.from({ length: 1000 }, (_, at) => `good-${at}`)

/** One for each of the good, and the poison among them. */
async function tellAll(): Promise<void> {
  await owner.write(async (tx) => {
    for (const [at, id] of good.entries()) {
      const bad = Object.keys(poison)[at / 250]
      if (bad !== undefined) await record(tx, north, noteWritten, { noteId: bad, revision: 1 })
      await record(tx, north, noteWritten, { noteId: id, revision: 1 })
    }
  })
}

function consume(starts: Map<string, number>, isMended: () => boolean) {
  const onWritten = handler(noteWritten, {
    async apply(tx, { id, seq, payload: { noteId } }) {
      starts.set(noteId, (starts.get(noteId) ?? 0) + 1)
      const thrown = poison[noteId]
      if (thrown !== undefined && !isMended()) throw thrown()
      await tx.insert(notes).values({ id, text: noteId, version: seq })
    },
  })
  const read = (after: number, limit: number) => readEvents(owner.reader, { after, limit })
  const source = { service: 'directory', read } as const
  const given = { db, name: 'test', source, handlers: [onWritten], deps: {} }
  return createConsumer({ ...given, startAt: 'beginning' })
}

test('secure: a thousand events are applied once each beside poison, which is parked', async () => {
  await tellAll()
  const starts = new Map<string, number>()
  let mended = false
  const consumer = consume(starts, () => mended)
  for (let run = 0; run < 30; run += 1) {
    if ((await consumer.drain()).state === 'caughtUp') break
  }
  const applied = async () => (await db.reader.select().from(notes)).map(({ text }) => text).sort()
  expect(await applied()).toEqual(good.toSorted())
  expect(good.filter((id) => starts.get(id) !== 1)).toEqual([])
  const parked = await listParked(db.reader)
  expect(parked.map(({ subject }) => subject).sort()).toEqual(Object.keys(poison).sort())
  for (const id of Object.keys(poison)) expect(starts.get(id)).toBeLessThanOrEqual(5)

  // Once it is mended, an operator has each of them applied after all.
  mended = true
  for (const subject of Object.keys(poison)) {
    const replayed = await consumer.replayParked({ tenant: 'north', subject })
    expect(replayed).toEqual({ replayed: 1, done: true })
  }
  expect(await applied()).toEqual([...good, ...Object.keys(poison)].sort())
}, 120_000)
