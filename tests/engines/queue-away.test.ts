import { directoryApi } from '@waymark/contracts'
import { aListing, anOrganisation, callersOf, waitFor } from '@waymark/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'
import { stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

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

  test(
    'refused: Redis absent at the start and for long after: no request fails, all is caught up',
    async (context) => {
      const awayMs = stormSize({ ci: 30_000, full: 600_000 })
      const target = `away ${awayMs / 1000} s: no request failed, drained within 60 s after`
      const score = scoreOf(context, { area: 'Redis absent', target })
      server = await aRedisServer()
      started = await startWaymark({ env: { REDIS_URL: server.url } })
      const { address, platform } = started
      const seen = new Set<string | null>()
      platform.queue.work('mail', async ({ id }) => void seen.add(id))
      const editor = callersOf(platform, directoryApi).user('directoryEditor')
      const backAt = performance.now() + awayMs
      let asked = 0
      for (; performance.now() < backAt; asked += 1) {
        expect((await fetch(`${address}/find?q=lunch`)).status).toBe(200)
        await editor.createOrganisation({ body: anOrganisation() })
        platform.queue.add('mail', { id: `while-absent-${asked}` })
        const nextAt = performance.now() + 100
        await waitFor('the next turn', () => performance.now() >= nextAt)
      }
      await server.start()
      const startedAt = performance.now()
      await waitFor('all to be caught up', () => seen.size === asked, 60_000)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      score(`${2 * asked} requests, none failed; drained in ${seconds} s`)
    },
    stormLimitMs,
  )
})
