import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'
import { signInAs } from '../support/sign-in.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'

const missing = noRedis()
const listed = z.object({ queues: z.array(z.object({ name: z.string() })) })
const idris = 'idris@waymark-operations.example'
const priya = 'priya@vale-surgery.example'

describe.skipIf(missing !== null)(`The board of queues ${missing ?? ''}`, () => {
  let server: RedisServer
  let started: Started
  let administrator = ''
  beforeAll(async () => {
    server = await aRedisServer()
    await server.start()
    started = await startWaymark({ env: { REDIS_URL: server.url } })
    started.platform.queue.add('mail', { id: 'somebody-known' })
    administrator = await signInAs(started.address, idris)
  })
  afterAll(async () => {
    await started.stop()
    await server.remove()
  })

  const look = (path: string, cookie: string, init: RequestInit = {}) =>
    fetch(`${started.address}/operations/queues${path}`, {
      ...init,
      headers: { cookie, origin: started.address, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    })

  test('happy: an administrator sees the queues, by a page that asks nobody else', async () => {
    const page = await look('', administrator)
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).not.toMatch(/(?:href|src)="https?:/)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/http|unsafe/)
    const script = /src="(static\/js\/main[^"]+)"/.exec(text)?.[1]
    expect((await look(`/${script}`, administrator)).status).toBe(200)
    const told = listed.parse(await (await look('/api/queues', administrator)).json())
    const names = told.queues.map(({ name }) => name)
    expect(names).toContain('mail')
    expect(names).toContain('notifications-inbox')
  })

  test('secure: it shows nothing that a job holds', async () => {
    const answer = await look('/api/queues?activeQueue=mail&status=latest', administrator)
    const text = await answer.text()
    expect(text).toContain('Not shown')
    expect(text).not.toContain('somebody-known')
  })

  test('refused: to change anything, by whatever it offers', async () => {
    for (const [method, path] of [
      ['PUT', '/api/queues/mail/pause'],
      ['PUT', '/api/queues/mail/empty'],
      ['PUT', '/api/queues/mail/obliterate'],
      ['POST', '/api/queues/mail/add'],
    ] as const) {
      expect((await look(path, administrator, { method })).status, path).toBe(403)
    }
    expect((await started.platform.queue.health()).waiting).toBe(1)
  })

  test('secure: for nobody else it is there; who is not signed in is asked to', async () => {
    expect((await look('', await signInAs(started.address, priya))).status).toBe(404)
    const asked = await look('/api/queues', '')
    expect(asked.status).toBe(303)
    expect(asked.headers.get('location')).toContain('/sign-in')
  })
})

test('refused: without Redis there is no board, and it says so', async () => {
  const started = await startWaymark()
  try {
    const cookie = await signInAs(started.address, idris)
    const answer = await fetch(`${started.address}/operations/queues`, { headers: { cookie } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('There is no queue on Redis')
  } finally {
    await started.stop()
  }
})
