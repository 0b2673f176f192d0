import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signingKeyFromSeed } from '@waymark/auth'
import { route } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import type { Database } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { mount } from './mount.ts'
import { openPlatform, type Platform } from './platform.ts'
import { createServiceApp, type ServiceApp } from './service-app.ts'
import { openServiceDatabase } from './service-database.ts'

const writeNote = route({
  method: 'post',
  path: '/people/{id}/notes',
  summary: 'Write a note.',
  allow: ['linkWorker'],
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ text: z.string() }),
  response: z.object({ id: z.string() }),
  status: 201,
  idempotent: true,
})

let dataDir = ''
let platform: Platform
let db: Database
let app: ServiceApp
/** What the work waits for, or ends with; a test says what. */
let work = async () => {}
let worked = 0
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waymark-once-'))
  platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  })
  db = await openServiceDatabase(platform, { service: 'people', migrations: [] })
  app = createServiceApp({
    ...{ service: 'people', log: platform.log, now: platform.now, strictAnswers: true },
    identify: async ({ headers }) => linkWorker(headers.get('x-user'), headers.get('x-tenant')),
    key: await signingKeyFromSeed(new Uint8Array(32).fill(7)),
  })
  worked = 0
  work = async () => {}
  mount(app, writeNote, async ({ once }) => {
    const { id } = await db.writeOnce(once, async () => {
      worked += 1
      return { id: `note-${worked}` }
    })
    await work()
    return { id }
  })
})
afterEach(async () => {
  await platform.lifecycle.stop('test ended')
  await rm(dataDir, { recursive: true, force: true })
})

function linkWorker(userId: string | null, tenant: string | null): Actor {
  const memberships = [{ role: 'linkWorker' as const }]
  return { kind: 'user', tenant: tenant ?? 'demo', userId: userId ?? 'leila', memberships }
}

interface Sent {
  readonly key?: string | null
  readonly text?: string
  readonly user?: string
  readonly tenant?: string
  readonly about?: string
}

/** Sends a note. Gives the status and what was said. */
async function send({ key = 'press-me-twice', text = 'hi', ...given }: Sent = {}) {
  const { user = 'leila', tenant = 'demo', about = 'margaret' } = given
  const address = `http://people.internal/api/people/v1/people/${about}/notes`
  const request = new Request(address, {
    method: 'POST',
    body: JSON.stringify({ text }),
    headers: {
      ...{ 'content-type': 'application/json', 'x-user': user, 'x-tenant': tenant },
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
  })
  const response = await app.fetch(request)
  const said = z.object({ id: z.string().optional(), detail: z.string().optional() })
  return { status: response.status, ...said.parse(await response.json()) }
}

/** Lets the work begin and not end, until the test opens the gate. */
function holdWork() {
  let open = () => {}
  let begin = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  work = () => {
    begin()
    return opened
  }
  return { begun, open }
}

test('happy: sent again with its key, it is given what the first made', async () => {
  expect(await send()).toEqual({ status: 201, id: 'note-1' })
  expect(await send()).toEqual({ status: 201, id: 'note-1' })
  expect(worked).toBe(1)
})

test('refused: without a key it is told what to send, and nothing is done', async () => {
  const answer = await send({ key: null })
  expect(answer).toMatchObject({ status: 400 })
  expect(answer.detail).toContain('Send an Idempotency-Key with this')
  expect((await send({ key: 'short' })).status).toBe(400)
  expect(worked).toBe(0)
})

test('refused: with the key of another body', async () => {
  await send()
  expect((await send({ text: 'something else' })).status).toBe(422)
  expect(worked).toBe(1)
})

test('refused: while the first is being carried out; afterwards it finds the record', async () => {
  const { begun, open } = holdWork()
  const first = send()
  await begun
  expect(await send()).toMatchObject({
    status: 409,
    detail: 'The same request is being carried out already. Wait a moment and look again.',
  })
  open()
  expect(await first).toEqual({ status: 201, id: 'note-1' })
  expect(await send()).toEqual({ status: 201, id: 'note-1' })
  expect(worked).toBe(1)
})

test.each([
  ['another act', { key: 'another-key' }],
  ['the same key about somebody else', { about: 'agnes' }],
])('happy: %s is not held up', async (_, other) => {
  const { begun, open } = holdWork()
  const first = send()
  await begun
  work = async () => {}
  expect((await send(other)).status).toBe(201)
  open()
  expect((await first).status).toBe(201)
  expect(worked).toBe(2)
})

test.each([
  ['another user', { user: 'priya' }],
  ['another tenant', { tenant: 'northfields' }],
])(
  'secure: %s neither sees nor holds up what somebody sent with the same key',
  async (_, other) => {
    const { begun, open } = holdWork()
    const first = send()
    await begun
    work = async () => {}
    expect(await send(other)).toEqual({ status: 201, id: 'note-2' })
    open()
    expect(await first).toEqual({ status: 201, id: 'note-1' })
  },
)

test('happy: after an error, ours or any other, the same key may be sent again', async () => {
  for (const error of [conflict('That has changed.'), new Error('the disk is full')]) {
    work = () => Promise.reject(error)
    expect((await send()).status).toBeGreaterThanOrEqual(409)
  }
  work = async () => {}
  expect(await send()).toEqual({ status: 201, id: 'note-1' })
})
