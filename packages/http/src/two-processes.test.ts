import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { event, route } from '@waymark/contracts'
import type { ServiceName } from '@waymark/core'
import { record } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { mountEvents } from './internal-events.ts'
import { mount } from './mount.ts'
import { openPlatform, type Platform } from './platform.ts'
import { listen, type Reached } from './run-process.ts'
import { openServiceDatabase } from './service-database.ts'
import { createShell, type Shell } from './shell.ts'

const noteId = '01900000-0000-7000-8000-000000000001'
const noteWritten = event('note.written', {
  version: 1,
  subject: 'noteId',
  payload: z.object({ noteId: z.uuid() }),
})
const api = {
  service: 'directory',
  routes: {
    readNote: route({
      method: 'get',
      path: '/notes/{id}',
      summary: 'Read a note.',
      allow: ['service:notifications'],
      params: z.strictObject({ id: z.uuid() }),
      response: z.object({ text: z.string() }),
    }),
  },
} as const

/** A process of its own, as far as anybody outside can tell: its folder, its secrets, its ports. */
interface Alone {
  readonly dataDir: string
  readonly platform: Platform
  readonly shell: Shell
  readonly reached: Reached
}

/** Where each service is, as `<SERVICE>_URL` says: filled in when the ports are known. */
const urls: Partial<Record<ServiceName, string>> = {}
let owner: Alone
let reader: Alone
beforeEach(async () => {
  owner = await openAlone('directory')
  reader = await openAlone('notifications')
  const db = await openServiceDatabase(owner.platform, { service: 'directory', migrations: [] })
  mount(owner.shell.app, api.routes.readNote, async () => ({ text: 'Closed on Tuesday' }))
  mountEvents(owner.shell.app, db.reader)
  const actor = { kind: 'operator', tenant: 'demo' } as const
  await db.write((tx) => record(tx, actor, noteWritten, { noteId }))
})
afterEach(async () => {
  for (const { platform, dataDir } of [owner, reader]) {
    await platform.lifecycle.stop('test ended')
    await rm(dataDir, { recursive: true, force: true })
  }
})

async function openAlone(service: ServiceName): Promise<Alone> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-alone-'))
  const platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    urls,
  })
  const shell = await createShell(platform, service)
  const reached = await listen(platform, { host: '127.0.0.1', port: 0, internalPort: 0 })
  urls[service] = `http://127.0.0.1:${reached.internalPort}`
  return { dataDir, platform, shell, reached }
}

const readNote = () => reader.shell.clientAs(api, 'demo').readNote({ params: { id: noteId } })
const readLog = () => reader.shell.eventsOf('directory', ['note.written']).read(0, 10)

test('happy: at one address another process finds routes, keys and events', async () => {
  expect(await readNote()).toEqual({ text: 'Closed on Tuesday' })
  expect((await readLog()).events).toMatchObject([{ type: 'note.written', subject: noteId }])
  for (const path of ['/readyz', '/.well-known/jwks.json']) {
    expect((await fetch(`${urls.directory}${path}`)).status, path).toBe(200)
  }
})

test('refused: at the public address there are routes and no events', async () => {
  const { internalPort, port } = owner.reached
  expect(internalPort).not.toBe(port)
  urls.directory = `http://127.0.0.1:${port}`
  expect(await readNote()).toEqual({ text: 'Closed on Tuesday' })
  await expect(readLog()).rejects.toMatchObject({ code: 'unavailable' })
})

test('secure: who holds no token of a service reads nothing at the internal address', async () => {
  for (const path of ['/internal/events?after=0', `/api/directory/v1/notes/${noteId}`]) {
    for (const headers of [{}, { authorization: 'Bearer let.me.in' }]) {
      const answer = await fetch(`${urls.directory}${path}`, { headers })
      expect([401, 403], path).toContain(answer.status)
      expect(await answer.text()).not.toContain('Tuesday')
    }
  }
})
