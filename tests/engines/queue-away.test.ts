import { directoryApi } from '@waymark/contracts'
import { aListing, anOrganisation, callersOf, waitFor } from '@waymark/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'

const missing = noRedis()

describe.skipIf(missing !== null)(`Waymark with a queue on Redis ${missing ?? ''}`, () => {
  let server: RedisServer | undefined
  let started: Started | undefined
  afterEach(async () => {
    await started?.stop()
    await server?.remove()
  })

  test('refused: Redis absent, there, and killed: pages answer and nothing restarts', async () => {
    server = await aRedisServer()
    started = await startWaymark({ env: { REDIS_URL: server.url } })
    const { address, platform } = started
    const status = async (path: string) => (await fetch(`${address}${path}`)).status
    const readiness = async () => (await fetch(`${address}/readyz`)).json()
    const away = { engine: 'BullMQ on Redis', ready: false }
    expect(await readiness()).toMatchObject({ ready: true, concerns: { queue: away } })
    expect(await status('/readyz')).toBe(200)

    const seen: (string | null)[] = []
    platform.queue.work('mail', async ({ id }) => void seen.push(id))
    platform.queue.add('mail', { id: 'while-absent' })
    expect(await status('/find')).toBe(200)
    const as = callersOf(platform, directoryApi)
    const editor = as.user('directoryEditor')
    const { id: organisationId } = await editor.createOrganisation({ body: anOrganisation() })
    const body = aListing(organisationId, { name: 'Zither evenings' })
    await editor.publishListing({ params: { id: (await editor.createListing({ body })).id } })
    await waitFor('the new listing to be found', async () => {
      const { contents } = await as.nobody.find({ query: { q: 'zither' } })
      return contents.some(({ name }) => name === 'Zither evenings')
    })
    await server.start()
    await waitFor('the job to run', () => seen.length === 1)
    const here = { engine: 'BullMQ on Redis', ready: true }
    expect(await readiness()).toMatchObject({ ready: true, concerns: { queue: here } })

    await server.kill()
    await waitFor('the queue to notice', async () => !(await platform.queue.health()).ready)
    platform.queue.add('mail', { id: 'while-killed' })
    expect(await status('/find')).toBe(200)
    expect(await status('/readyz')).toBe(200)
    await server.start()
    await waitFor('the other job to run', () => seen.length === 2)
    expect(seen).toEqual(['while-absent', 'while-killed'])
  }, 90_000)
})
