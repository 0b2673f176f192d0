import type { ServiceName } from '@waymark/core'
import { describe, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { organisationsIn, stopUnderLoad } from '../storms/stop-load.ts'
import { startApart } from '../support/apart-house.ts'
import { openHouse } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { openStormGround, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const stops = stormSize({ ci: 3, full: 50 })
const seed = 20_261_201
const mostMs = 25_000

interface Stopped {
  readonly service: ServiceName
  readonly reads: string
  readonly writes: boolean
}

/** One that others ask, with records of its own, and the one that everybody's browser asks. */
const stopped: readonly Stopped[] = [
  { service: 'directory', reads: '/api/directory/v1/listings?q=food', writes: true },
  { service: 'web', reads: '/find?q=food', writes: false },
]

describe.skipIf(missing !== null)(`Services apart, told to stop ${missing ?? ''}`, () => {
  const { folder } = openStormGround()
  const redis = openStormRedis()

  test('secure: under load, each answers whatever it took, and is there again', {
    timeout: stormLimitMs,
  }, async (context) => {
    const target = `${stops} stops of each: none dropped, exit 0 within 25 s`
    const score = scoreOf(context, { area: 'SIGTERM under load, services apart', target })
    const dataDir = `${folder()}/data`
    const env = { DATA_DIR: dataDir, LOG_LEVEL: 'silent', REDIS_URL: redis.url() }
    const planted = await openHouse({ ...env, PORT: '0' })
    await planted.platform.lifecycle.stop('planted')
    const house = await startApart(env)
    const random = createRandom(seed)
    const all = { answered: 0, longestMs: 0 }
    for (const { service, ...asked } of stopped) {
      for (let round = 0; round < stops; round += 1) {
        const called = { ...asked, address: house.addressOf(service), dataDir }
        const stop = () => house.stopOne(service)
        const { code, tookMs, load } = await stopUnderLoad(called, random, stop)
        expect(code, `${service}, stop ${round}`).toBe(0)
        all.longestMs = Math.max(all.longestMs, tookMs)
        all.answered += load.answered
        expect(load.dropped, `${service}, stop ${round}`).toEqual([])
        expect(await organisationsIn(dataDir)).toEqual(expect.arrayContaining([...load.made]))
        await house.startOne(service)
      }
    }
    await house.stop()
    expect(all.longestMs).toBeLessThan(mostMs)
    const longest = `${(all.longestMs / 1000).toFixed(1)} s at most`
    score(`${stops} stops of each, ${all.answered} answered, none dropped, ${longest}`)
  })
})
