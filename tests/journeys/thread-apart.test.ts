import { findEngine, removeFolder, temporaryFolder } from '@waymark/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openHouse } from '../support/killed-house.ts'
import { operatorAt } from '../support/operator-at.ts'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'
import {
  addressOf,
  addressOfService,
  type Program,
  runApart,
  runServer,
  stopServer,
} from '../support/run-waymark.ts'
import { glenys, idwal, walkThread } from './thread.ts'

const missing = findEngine('chromium').missing ?? noRedis()
const limitMs = 300_000

/** The same thread where Redis carries the nudges: in one process, and in one for each service. */
describe.skipIf(missing !== null)(`The thread with Redis ${missing ?? ''}`, () => {
  let dataDir = ''
  let browser: Browser
  let redis: RedisServer
  let server: Program | undefined
  beforeAll(async () => {
    dataDir = temporaryFolder()
    const opened = await openBrowser()
    if (opened === null) throw new Error('Without Chromium this is skipped.')
    browser = opened
    redis = await aRedisServer()
    await redis.start()
    const planted = await openHouse({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
    await planted.platform.lifecycle.stop('planted')
  }, limitMs)
  afterAll(async () => {
    await server?.kill()
    await browser.close()
    await redis.remove()
    removeFolder(dataDir)
  })

  test(
    'happy: all in one process, with JavaScript',
    async () => {
      server = runServer({ DATA_DIR: dataDir, REDIS_URL: redis.url })
      const address = await addressOf(server)
      const operator = operatorAt(dataDir, () => address)
      await walkThread({ browser, address, operator, javaScript: true, person: glenys })
      expect(await stopServer(server, 'SIGTERM')).toBe(0)
    },
    limitMs,
  )

  test(
    'happy: every service a process of its own on the same data, without JavaScript',
    async () => {
      const apart = runApart({ DATA_DIR: dataDir, REDIS_URL: redis.url })
      server = apart
      const address = await addressOf(apart)
      const operator = operatorAt(dataDir, (service) => addressOfService(apart, service))
      await walkThread({ browser, address, operator, javaScript: false, person: idwal })
      expect(await stopServer(apart, 'SIGTERM')).toBe(0)
    },
    limitMs,
  )
})
