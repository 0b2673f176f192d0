import { ownErrorIn } from '@waymark/core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database, DatabaseOptions } from './open.ts'
import { type LibsqlServer, startLibsqlServer } from './testing/libsql-server.ts'
import { notes, openForTest, temporaryFolder } from './testing/open-for-test.ts'

// Every statement is a request: what files do at once takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const folder = temporaryFolder()
const lockMs = 300
let server: LibsqlServer
beforeAll(async () => {
  server = await startLibsqlServer({ folder: folder.path, lockMs })
  process.env.TEST_DATABASE_URL = server.url('{database}')
  process.env.TEST_DATABASE_AUTH_TOKEN = server.token
})
afterAll(async () => {
  delete process.env.TEST_DATABASE_URL
  delete process.env.TEST_DATABASE_AUTH_TOKEN
  await server.stop()
  folder.remove()
})

// The same tests of records as on files, over the network; each file has hooks of its own.
describe('a write', async () => void (await import('./write.test.ts')))
describe('events', async () => void (await import('./events.test.ts')))
describe('the audit', async () => void (await import('./audit.test.ts')))
describe('reads that are noted', async () => void (await import('./read-audit.test.ts')))
describe('looks', async () => void (await import('./looks.test.ts')))
describe('keys', async () => void (await import('./idempotency.test.ts')))
describe('the guarded client', async () => void (await import('./guarded-client.test.ts')))
describe('a consumer', async () => void (await import('./consumer.test.ts')))

/** A database of its own for one test; several processes of Waymark share what has one name. */
const opened = (name: string, given: Partial<DatabaseOptions> = {}) =>
  openForTest(`/${name}`, { ...given, operatingLock: false })
const aNote = (id: string) => ({ id, text: 'warm welcome', version: 1 })
const write = (db: Database, id: string) => db.write((tx) => tx.insert(notes).values(aNote(id)))
const idsOf = async (db: Database) => (await db.reader.select().from(notes)).map(({ id }) => id)

test('happy: two processes write to one database, one after the other', async () => {
  const [one, other] = [await opened('shared'), await opened('shared')]
  const ids = Array.from({ length: 20 }, (_, n) => `n${n}`)
  await Promise.all(ids.map((id, n) => write(n % 2 === 0 ? one : other, id)))
  expect((await idsOf(one)).toSorted()).toEqual(ids.toSorted())
  expect(await other.health()).toEqual({ engine: 'libSQL server', ready: true })
  await Promise.all([one.close(), other.close()])
})

test('refused: one that holds the lock too long loses it, and nothing is saved', async () => {
  const [slow, other] = [await opened('slow'), await opened('slow')]
  let rivalWrote = () => {}
  const wrote = new Promise<void>((resolve) => {
    rivalWrote = resolve
  })
  const late = slow.write(async (tx) => {
    await tx.insert(notes).values(aNote('late'))
    await wrote
    await tx.insert(notes).values(aNote('later'))
  })
  const lost = expect(late).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The database does not answer. Nothing was saved. Try again soon.',
  })
  await write(other, 'rival')
  rivalWrote()
  await lost
  await write(slow, 'again')
  expect(await idsOf(other)).toEqual(['rival', 'again'])
  await Promise.all([slow.close(), other.close()])
})

test('refused: while the server is away or silent, and well again once it is back', async () => {
  const db = await opened('away', { answerMs: 500 })
  await write(db, 'before')
  const isRefused = async () => {
    await expect(write(db, 'never')).rejects.toMatchObject({ code: 'unavailable' })
    const unread = await idsOf(db).catch(ownErrorIn)
    expect(unread).toMatchObject({ code: 'unavailable' })
    expect(await db.health()).toMatchObject({ ready: false })
  }
  await server.stop()
  await isRefused()
  await server.start()
  await write(db, 'after')
  server.hang()
  await isRefused()
  await server.stop()
  await server.start()
  expect(await idsOf(db)).toEqual(['before', 'after'])
  await db.close()
})

test('refused: a stream that the server has ended saves nothing', async () => {
  const db = await opened('ended')
  const cut = db.write(async (tx) => {
    await tx.insert(notes).values(aNote('a'))
    server.expireStreams()
    await tx.insert(notes).values(aNote('b'))
  })
  await expect(cut).rejects.toMatchObject({ code: 'unavailable' })
  await write(db, 'c')
  expect(await idsOf(db)).toEqual(['c'])
  await db.close()
})

test('refused: a token that is not the server’s', async () => {
  await expect(opened('private', { authToken: 'another' })).rejects.toMatchObject({
    code: 'unavailable',
  })
})
