import type { EventPage } from '@waymark/contracts'
import { AppError, notFound, unavailable } from '@waymark/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ConsumerOptions, createConsumer } from './consumer.ts'
import { listParked } from './consumer-store.ts'
import { eraseEvents, readEvents, record } from './events.ts'
import { handler } from './handler.ts'
import type { Database } from './open.ts'
import { inbox, parkedEvents } from './tables.ts'
import {
  north,
  noteErased,
  notes,
  noteWritten,
  openForTest,
  temporaryFolder,
} from './testing/open-for-test.ts'

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

/** What the owner would answer about a note; a test says what goes wrong with which one. */
type Deps = { readonly troubles: Map<string, () => Error> }

const troubles: Deps['troubles'] = new Map()
beforeEach(() => troubles.clear())

const ask = async (deps: Deps, { payload }: { payload: { noteId: string } }) => {
  const trouble = deps.troubles.get(payload.noteId)
  if (trouble !== undefined) throw trouble()
  return { words: `words of ${payload.noteId}` }
}

const onWritten = handler(noteWritten, {
  prepare: ask,
  apply: async (tx, event, facts) => {
    const text = facts?.words ?? 'gone'
    await tx.insert(notes).values({ id: event.id, text, version: event.seq })
  },
})

const onErased = handler(noteErased, {
  prepare: ask,
  apply: async (tx, event) => {
    await tx.insert(notes).values({ id: event.id, text: 'erased', version: event.seq })
  },
})

const tell = (id: string, event: typeof noteWritten | typeof noteErased = noteWritten) =>
  owner.write((tx) => record(tx, north, event, { noteId: id, revision: 1 }))

const source = (read: (page: EventPage) => EventPage = (page) => page) => ({
  service: 'directory' as const,
  read: async (after: number, limit: number) =>
    read(await readEvents(owner.reader, { after, limit })),
})

const consume = (given: Partial<ConsumerOptions<Deps>> = {}) =>
  createConsumer<Deps>({
    db,
    name: 'test',
    source: source(),
    handlers: [onWritten, onErased],
    deps: { troubles },
    startAt: 'beginning',
    ...given,
  })

const effects = async () =>
  (await db.reader.select().from(notes).orderBy(notes.version)).map((row) => row.version)

test('happy: every event is applied once, in order, with what the owner says now', async () => {
  for (let n = 0; n < 250; n += 1) await tell(`n${n}`)
  const consumer = consume()
  expect(await consumer.drain()).toEqual({ state: 'caughtUp', applied: 250, parked: 0 })
  expect(await consumer.drain()).toEqual({ state: 'caughtUp', applied: 0, parked: 0 })
  expect(await effects()).toEqual(Array.from({ length: 250 }, (_, n) => n + 1))
  expect(await consumer.position()).toEqual({ log: owner.logId, seq: 250 })
})

test('happy: two consumers of the same name at once apply nothing twice', async () => {
  for (let n = 0; n < 60; n += 1) await tell(`n${n}`)
  const results = await Promise.all([consume().drain(), consume().drain()])
  expect(results.map((one) => one.state)).toEqual(['caughtUp', 'caughtUp'])
  expect((results[0]?.applied ?? 0) + (results[1]?.applied ?? 0)).toBe(60)
  expect(await effects()).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
})

test('happy: unknown types and erased events are passed by', async () => {
  await tell('a')
  await tell('b', noteErased)
  await tell('c')
  await owner.write((tx) => eraseEvents(tx, { tenant: 'north', subject: 'a' }))
  const consumer = consume({ handlers: [onWritten] })
  expect(await consumer.drain()).toMatchObject({ state: 'caughtUp', applied: 1 })
  await tell('d', noteErased)
  expect(await consumer.drain()).toMatchObject({ applied: 0 })
  expect(await consumer.position()).toMatchObject({ seq: 4 })
})

test("happy: of two started at the head together, the later takes the first's place", async () => {
  await tell('old')
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const slow = consume({
    startAt: 'head',
    source: {
      service: 'directory',
      read: async (after, limit) => {
        const page = await readEvents(owner.reader, { after, limit })
        if (after === 1) await held
        return page
      },
    },
  })
  const waiting = slow.drain()
  await consume({ startAt: 'head' }).drain()
  await tell('new')
  letGo()
  expect(await waiting).toMatchObject({ applied: 1 })
  expect(await effects()).toEqual([2])
})

test('happy: a new consumer may start at the head', async () => {
  for (let n = 0; n < 130; n += 1) await tell(`n${n}`)
  const consumer = consume({ startAt: 'head' })
  expect(await consumer.drain()).toMatchObject({ state: 'caughtUp', applied: 0 })
  await tell('new')
  expect(await consumer.drain()).toMatchObject({ applied: 1 })
  expect(await effects()).toEqual([131])
})

test('happy: a record that is gone at its owner is applied with null', async () => {
  troubles.set('a', () => notFound('note'))
  troubles.set('b', () => new AppError('gone', 'It was withdrawn.'))
  await tell('a')
  await tell('b')
  expect(await consume().drain()).toMatchObject({ applied: 2, parked: 0 })
  const rows = await db.reader.select({ text: notes.text }).from(notes)
  expect(rows.map((row) => row.text)).toEqual(['gone', 'gone'])
})

test('happy: while the owner is away the cursor waits, and never parks for it', async () => {
  troubles.set('b', () => unavailable('The directory is away.'))
  for (const id of ['a', 'b', 'c']) await tell(id)
  const consumer = consume()
  for (let n = 0; n < 8; n += 1) {
    expect((await consumer.drain()).state).toBe('waiting')
  }
  expect(await effects()).toEqual([1])
  troubles.clear()
  expect(await consumer.drain()).toEqual({ state: 'caughtUp', applied: 2, parked: 0 })
  expect(await effects()).toEqual([1, 2, 3])
})

test('happy: a source that does not answer is waited for', async () => {
  const read = async () => Promise.reject(unavailable('The directory is away.'))
  const consumer = consume({ source: { service: 'directory', read } })
  expect(await consumer.drain()).toMatchObject({ state: 'waiting' })
  expect(await consumer.position()).toBeNull()
})

test('refused: a permanent error parks its event and those behind, no other subject', async () => {
  troubles.set('a', () => new AppError('invalid', 'It makes no sense.'))
  for (const id of ['a', 'b', 'a']) await tell(id)
  const consumer = consume()
  expect(await consumer.drain()).toEqual({ state: 'caughtUp', applied: 1, parked: 2 })
  expect(await effects()).toEqual([2])
  expect(await listParked(db.reader)).toMatchObject([
    { seq: 1, subject: 'a', type: 'note.written', reason: 'invalid' },
    { seq: 3, subject: 'a', type: 'note.written', reason: 'behind' },
  ])
})

test('happy: parked events are replayed in order, and stop at one that still fails', async () => {
  troubles.set('a', () => new AppError('invalid', 'It makes no sense.'))
  for (const id of ['a', 'a', 'b']) await tell(id)
  const consumer = consume()
  await consumer.drain()
  const about = { tenant: 'north', subject: 'a' }
  expect(await consumer.replayParked(about)).toEqual({ replayed: 0, done: false })
  expect(await consumer.replayParked({ ...about, tenant: 'south' })).toMatchObject({ replayed: 0 })
  expect(await effects()).toEqual([3])
  troubles.clear()
  await tell('a')
  expect(await consumer.drain()).toMatchObject({ applied: 0, parked: 1 })
  expect(await consumer.replayParked(about)).toEqual({ replayed: 3, done: true })
  expect(await effects()).toEqual([1, 2, 3, 4])
  await tell('a')
  expect(await consumer.drain()).toMatchObject({ applied: 1, parked: 0 })
})

test('refused: the fifth start of an event that keeps failing parks it', async () => {
  let runs = 0
  troubles.set('a', () => {
    runs += 1
    return new TypeError('a bug')
  })
  for (const id of ['a', 'b']) await tell(id)
  const states: string[] = []
  for (let n = 0; n < 5; n += 1) states.push((await consume().drain()).state)
  expect(states).toEqual(['retrying', 'retrying', 'retrying', 'retrying', 'caughtUp'])
  expect(runs).toBe(4)
  expect(await effects()).toEqual([2])
  expect(await listParked(db.reader)).toMatchObject([{ seq: 1, reason: 'starts' }])
})

test('secure: withdrawal and erasure wait for no owner and behind no parked event', async () => {
  troubles.set('away', () => unavailable('The directory is away.'))
  troubles.set('a', () => new AppError('invalid', 'It makes no sense.'))
  await tell('a')
  await tell('away')
  await tell('b')
  await tell('b', noteErased)
  const consumer = consume()
  expect(await consumer.drain()).toEqual({ state: 'waiting', applied: 1, parked: 1 })
  expect(await effects()).toEqual([4])
  troubles.clear()
  await tell('a', noteErased)
  expect(await consumer.drain()).toMatchObject({ state: 'caughtUp', applied: 3 })
  expect(await effects()).toEqual([2, 3, 4, 5])
})

test('refused: an effect that fails leaves neither inbox row nor cursor behind', async () => {
  await tell('a')
  const broken = handler(noteWritten, {
    apply: async (tx, event) => {
      await tx.insert(notes).values({ id: event.id, text: 'half', version: 1 })
      throw new TypeError('a bug')
    },
  })
  const consumer = consume({ handlers: [broken] })
  expect(await consumer.drain()).toMatchObject({ state: 'retrying', applied: 0 })
  expect(await db.reader.$count(notes)).toBe(0)
  expect(await db.reader.$count(inbox)).toBe(0)
  expect(await consumer.position()).toMatchObject({ seq: 0 })
})

test('refused: an event that does not fit its contract is parked', async () => {
  await tell('a')
  const garbled = source((page) => ({
    ...page,
    events: page.events.map((event) => ({ ...event, payload: { noteId: 7 } })),
  }))
  expect(await consume({ source: garbled }).drain()).toMatchObject({ parked: 1 })
})

test('secure: a restored log stops it; once reconciled, nothing is applied twice', async () => {
  for (const id of ['a', 'b']) await tell(id)
  await consume().drain()
  const restored = source((page) => ({ ...page, log: 'restored' }))
  const consumer = consume({ source: restored })
  expect(await consumer.drain()).toMatchObject({ state: 'reconcileNeeded', applied: 0 })
  await tell('c')
  expect(await consumer.drain()).toMatchObject({ state: 'reconcileNeeded', applied: 0 })
  await consumer.reconcile()
  expect(await consumer.drain()).toMatchObject({ state: 'caughtUp', applied: 1 })
  expect(await effects()).toEqual([1, 2, 3])
  expect(await consumer.position()).toEqual({ log: 'restored', seq: 3 })
})

test('happy: a lower head alone, a lagging replica, stops nothing', async () => {
  for (const id of ['a', 'b']) await tell(id)
  await consume().drain()
  const lagging = source((page) => ({ ...page, events: [], next: 1 }))
  expect(await consume({ source: lagging }).drain()).toMatchObject({ state: 'caughtUp' })
  expect(await consume().position()).toMatchObject({ seq: 2 })
})

test('refused: reading events inside a write', async () => {
  await expect(db.write(() => consume().drain())).rejects.toMatchObject({ code: 'internal' })
})

test('happy: a closed consumer takes no more events', async () => {
  await tell('a')
  const consumer = consume()
  await consumer.close()
  expect(await consumer.drain()).toMatchObject({ state: 'closed', applied: 0 })
  expect(await db.reader.$count(parkedEvents)).toBe(0)
})
