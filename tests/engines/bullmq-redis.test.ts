import { createLogger, SettingsError } from '@waymark/runtime'
import { waitFor } from '@waymark/testing'
import type { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { createQueuesOnRedis } from '../support/queues-on-redis.ts'
import { noRedis, safely } from '../support/redis-server.ts'

const missing = noRedis()
const forgetful = ['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru']

describe.skipIf(missing !== null)(`BullMQ and its Redis ${missing ?? ''}`, () => {
  const { aServer, openOn, end } = createQueuesOnRedis()
  afterEach(end)

  test('refused: in live mode, a Redis that would lose jobs, all said at once', async () => {
    const server = await aServer({ settings: forgetful })
    const refused = await openOn(server).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SettingsError)
    expect(String(refused)).toContain('appendonly yes')
    expect(String(refused)).toContain('maxmemory-policy noeviction')
  })

  test('happy: in demo mode the same Redis works, and it is said what is wrong', async () => {
    const server = await aServer({ settings: forgetful })
    const { lines, log } = aLog()
    const queue = await openOn(server, { mode: 'demo', log })
    let runs = 0
    queue.work('mail', async () => {
      runs += 1
    })
    queue.add('mail', { id: 'job-1' })
    await queue.drained()
    expect(runs).toBe(1)
    expect(lines.join('')).toMatch(/"redisKeepsNothing".*"queue.redisUnsafe"/)
    expect(lines.join('')).toMatch(/"redisEvicts".*"queue.redisUnsafe"/)
    const { ready, detail } = await queue.health()
    expect(ready).toBe(true)
    expect(detail).toContain('appendonly yes')
  })

  test('refused: a Redis that wants a password: not ready, and the log says why', async () => {
    const server = await aServer()
    await server.ask((redis) => redis.config('SET', 'requirepass', 'canary'))
    const { lines, log } = aLog()
    const queue = await openOn(server, { log, closeMs: 100 })
    expect(await queue.health()).toMatchObject({ ready: false })
    expect(lines.join('')).toMatch(/"code":"NOAUTH".*"queue.redisAway"/)
  })

  test('secure: Redis holds ids and nothing else, not even what a handler threw', async () => {
    const server = await aServer()
    const queue = await openOn(server)
    let threw = 0
    const fail = async () => {
      threw += 1
      throw new Error('canary')
    }
    queue.work('mail', fail, { attempts: 9, backoffMs: 60_000 })
    queue.work('inbox', fail, { attempts: 9, backoffMs: 60_000 })
    const withMore = { id: 'row-of-margaret', name: 'canary' }
    queue.add('mail', withMore)
    queue.nudge('inbox')
    await waitFor('both to wait for another try', async () => {
      return threw === 2 && (await queue.health()).waiting === 2
    })
    const held = await server.ask(everythingIn)
    expect(held).toContain('row-of-margaret')
    expect(held).not.toContain('canary')
    expect(held).not.toContain('.ts')
  })

  test('happy: nothing stays in Redis of what has run', async () => {
    const server = await aServer()
    const queue = await openOn(server)
    queue.work('mail', async ({ id }) => {
      if (id === 'bad-job') throw new Error('never')
    })
    queue.add('mail', { id: 'good-job' })
    queue.work('bad', () => Promise.reject(new Error('never')), { attempts: 1 })
    queue.add('bad', { id: 'bad-job' })
    queue.nudge('mail')
    await queue.drained()
    const keys = await server.ask((redis) => redis.keys('*'))
    const bookkeeping = /:(id|meta|events|stalled-check|marker)$/
    expect(keys.filter((key) => !bookkeeping.test(key))).toEqual([])
  })

  test('happy: two prefixes on one Redis do not meet', async () => {
    const server = await aServer()
    const [vale, moor] = [
      await openOn(server, { prefix: 'waymark-vale' }),
      await openOn(server, { prefix: 'waymark-moor' }),
    ]
    const seen: string[] = []
    vale.work('mail', async ({ id }) => void seen.push(`vale ${id}`))
    moor.work('mail', async ({ id }) => void seen.push(`moor ${id}`))
    vale.add('mail', { id: 'job-1' })
    moor.add('mail', { id: 'job-2' })
    await Promise.all([vale.drained(), moor.drained()])
    expect(seen.toSorted()).toEqual(['moor job-2', 'vale job-1'])
  })

  test('happy: what one process adds, another runs', async () => {
    const server = await aServer()
    const [asks, works] = [await openOn(server), await openOn(server)]
    const seen: (string | null)[] = []
    asks.add('mail', { id: 'job-1' })
    asks.nudge('inbox')
    const note = async ({ id }: { id: string | null }) => void seen.push(id)
    works.work('mail', note)
    works.work('inbox', note)
    await waitFor('both to run', () => seen.length === 2)
    expect(seen.toSorted()).toEqual(['job-1', null].toSorted())
  })

  test('happy: on a node of a Redis Cluster, no call spans two slots', async () => {
    const server = await aServer({ settings: [...safely, '--cluster-enabled', 'yes'] })
    await server.ask((redis) => redis.cluster('ADDSLOTSRANGE', '0', '16383'))
    const isWhole = (info: unknown) => String(info).includes('cluster_state:ok')
    await waitFor('the cluster', () =>
      server.ask(async (redis) => isWhole(await redis.cluster('INFO'))),
    )
    const { lines, log } = aLog()
    const queue = await openOn(server, { log })
    const seen: (string | null)[] = []
    queue.work('mail', async ({ id }) => void seen.push(id))
    queue.work('inbox', async ({ id }) => void seen.push(id))
    queue.add('mail', { id: 'late-job' }, { delayMs: 100 })
    queue.add('mail', { id: 'job-1' })
    queue.nudge('inbox')
    await queue.drained()
    expect(seen.toSorted()).toEqual(['job-1', 'late-job', null].toSorted())
    expect(lines).toEqual([])
  })
})

function aLog() {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  return { lines, log: createLogger({ service: 'queue', level: 'warn', destination }) }
}

/** Every key with its value, whatever its kind, as text. */
async function everythingIn(redis: Redis): Promise<string> {
  const readers: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    list: (key) => redis.lrange(key, 0, -1),
    set: (key) => redis.smembers(key),
    zset: (key) => redis.zrange(key, '0', '-1'),
    stream: (key) => redis.xrange(key, '-', '+'),
  }
  const parts: unknown[] = []
  for (const key of await redis.keys('*')) {
    const kind = await redis.type(key)
    // It ran out since it was listed.
    if (kind === 'none') continue
    const read = readers[kind]
    if (read === undefined) throw new Error('A kind of key this test does not know.')
    parts.push([key, await read(key)])
  }
  return JSON.stringify(parts)
}
