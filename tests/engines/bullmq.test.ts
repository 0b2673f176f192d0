import { openBullQueue } from '@waymark/queue/bullmq'
import { queueConformance } from '@waymark/queue/conformance'
import { createLogger } from '@waymark/runtime'
import { afterAll, beforeAll, describe } from 'vitest'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'

const silent = createLogger({ service: 'queue', level: 'silent' })
const missing = noRedis()
let server: RedisServer

describe.skipIf(missing !== null)(`BullMQ on Redis ${missing ?? ''}`, () => {
  beforeAll(async () => {
    server = await aRedisServer()
    await server.start()
  })
  afterAll(() => server.remove())

  queueConformance('BullMQ', async (reports) => {
    await server.ask((redis) => redis.flushall())
    return openBullQueue({ redisUrl: server.url, log: silent, mode: 'live', ...reports })
  })
})
