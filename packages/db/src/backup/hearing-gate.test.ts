import { afterEach, beforeEach, expect, test } from 'vitest'
import { createConsumer } from '../consumer.ts'
import { readEvents, record } from '../events.ts'
import { handler } from '../handler.ts'
import type { Database } from '../open.ts'
import { north, noteWritten, openForTest, temporaryFolder } from '../testing/open-for-test.ts'
import { createHearingGate, pauseHearing } from './hearing-gate.ts'

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

const heardBy = () => `${folder.path}/notifications.db`

const tell = (noteId: string) =>
  owner.write((tx) => record(tx, north, noteWritten, { noteId, revision: 1 }))

const consume = (prepare: () => Promise<null> = async () => null) =>
  createConsumer({
    ...{ db, name: 'test', deps: {}, startAt: 'beginning' },
    source: {
      service: 'directory',
      read: (after, limit) => readEvents(owner.reader, { after, limit }),
    },
    handlers: [handler(noteWritten, { prepare, apply: async () => {} })],
  })

test('happy: while it is paused nothing is heard, no cursor moves; then all of it is', async () => {
  const consumer = consume()
  await tell('one')
  await consumer.drain()
  const before = await consumer.position()
  const pause = await pauseHearing([heardBy()], 1_000)
  await tell('two')
  expect(await consumer.drain()).toEqual({ state: 'paused', applied: 0, parked: 0 })
  expect(await consumer.position()).toEqual(before)
  await pause.end()
  expect(await consumer.drain()).toEqual({ state: 'caughtUp', applied: 1, parked: 0 })
})

test('happy: a pause waits for what is being heard', async () => {
  const order: string[] = []
  const held = deferred<null>()
  const asked = deferred<null>()
  const consumer = consume(() => {
    asked.resolve(null)
    return held.promise
  })
  await tell('one')
  const heard = consumer.drain().then(() => order.push('heard'))
  await asked.promise
  await expect(pauseHearing([heardBy()], 300)).rejects.toMatchObject({ code: 'unavailable' })
  const paused = pauseHearing([heardBy()], 20_000).then(async (pause) => {
    order.push('paused')
    await pause.end()
  })
  held.resolve(null)
  await Promise.all([heard, paused])
  expect(order).toEqual(['heard', 'paused'])
})

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve: (value: T) => resolve(value) }
}

test('refused: hearing that does not end; nothing stays paused', async () => {
  const other = `${folder.path}/directory.db`
  const gate = createHearingGate(heardBy())
  const leave = await gate.enter()
  const tried = pauseHearing([other, heardBy()], 300)
  await expect(tried).rejects.toMatchObject({ code: 'unavailable' })
  await leave?.()
  gate.close()
  const pause = await pauseHearing([other, heardBy()], 1_000)
  await pause.end()
})
