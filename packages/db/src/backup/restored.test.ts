import { expect, test } from 'vitest'
import { readEvents, readHead, record } from '../events.ts'
import { handler } from '../handler.ts'
import type { Database } from '../open.ts'
import { cursors } from '../tables.ts'
import { eachTestOpens } from '../testing/each-test.ts'
import { north, noteErased, noteWritten } from '../testing/open-for-test.ts'
import { beginNewLog, cursorAfter, repointCursors, takeBackAgain } from './restored.ts'

let db: Database
eachTestOpens((opened) => {
  db = opened
})

const tell = (noteId: string, event: typeof noteErased | typeof noteWritten = noteWritten) =>
  db.write((tx) => record(tx, north, event, { noteId, revision: 1 }))

test('happy: a restored log has another id, its events, and numbers never given yet', async () => {
  await tell('one')
  await tell('two')
  await db.write((tx) => beginNewLog(tx, 'another'))
  expect(await readHead(db.reader)).toEqual({ log: 'another', seq: 2 })
  await tell('three')
  const { events } = await readEvents(db.reader, { after: 0, limit: 10 })
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 1_000_003])
})

test('happy: a log that has told nothing yet jumps as well, and again', async () => {
  await db.write((tx) => beginNewLog(tx, 'another'))
  await db.write((tx) => beginNewLog(tx, 'third'))
  await tell('one')
  expect(await readHead(db.reader)).toEqual({ log: 'third', seq: 2_000_001 })
})

const copied = { log: 'old', head: 10 }
test.each([
  ['nothing changed', { log: 'old', seq: 7 }, { log: 'old', copied: null }, 7],
  ['it is behind the copy', { log: 'old', seq: 7 }, { log: 'new', copied }, 7],
  ['it is where the copy ends', { log: 'old', seq: 10 }, { log: 'new', copied }, 10],
  ['it heard what is lost', { log: 'old', seq: 90 }, { log: 'new', copied }, 10],
  ['it read a log that we do not know', { log: 'older', seq: 7 }, { log: 'new', copied }, 3],
  ['the source was restored without it', { log: 'old', seq: 7 }, { log: 'new', copied: null }, 3],
])('happy: where a cursor goes on when %s', (_, cursor, now, seq) => {
  expect(cursorAfter({ ...cursor, startedAfter: 3 }, now)).toMatchObject({ log: now.log, seq })
})

test('happy: cursors are pointed by their source, and counted', async () => {
  const at = { startedAfter: 0, seq: 5, log: 'old' }
  await db.write(async (tx) => {
    await tx.insert(cursors).values([
      { consumer: 'test', source: 'people', ...at },
      { consumer: 'test', source: 'referrals', ...at },
      { consumer: 'test', source: 'web', ...at },
    ])
    const logs = new Map([
      ['people', { log: 'new', copied: { log: 'old', head: 4 } }],
      ['referrals', { log: 'old', copied: null }],
    ])
    expect(await repointCursors(tx, logs)).toBe(1)
  })
  const found = await db.reader.select().from(cursors).orderBy(cursors.source)
  expect(found.map(({ log, seq }) => [log, seq])).toEqual([
    ['new', 4],
    ['old', 5],
    ['old', 5],
  ])
})

const line = {
  ...{ service: 'directory' as const, id: 'e1', tenant: 'north', type: 'note.erased', version: 1 },
  ...{
    subject: 'one',
    payload: { noteId: 'one', revision: 1 },
    occurredAt: '2026-11-22T09:00:00Z',
  },
}

test('happy: a line is carried out by the service’s own function, with what it says', async () => {
  const done: string[] = []
  const again = handler(noteErased, {
    apply: async (_, { payload }) => void done.push(payload.noteId),
  })
  expect(await db.write((tx) => takeBackAgain(tx, [again], line))).toBe(true)
  expect(done).toEqual(['one'])
})

test('refused: a line that the log knows, of another type, or without its facts', async () => {
  const again = handler(noteErased, { apply: async () => Promise.reject(new Error('again')) })
  await tell('one', noteErased)
  const { events } = await readEvents(db.reader, { after: 0, limit: 10 })
  const known = { ...line, id: events[0]?.id ?? '' }
  for (const each of [known, { ...line, type: 'other' }, { ...line, payload: {} }]) {
    expect(await db.write((tx) => takeBackAgain(tx, [again], each))).toBe(false)
  }
})
