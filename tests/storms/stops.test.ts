import { fileURLToPath } from 'node:url'
import { runChild } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { openHouse } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { addressOf, type Program, stopServer } from '../support/run-waymark.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'
import { organisationsIn, stopUnderLoad } from './stop-load.ts'

const main = new URL('../../services/all-in-one/src/main.ts', import.meta.url)
const stops = stormSize({ ci: 20, full: 50 })
const seed = 20_261_127

const { folder } = openStormGround()
let server: Program | undefined
afterEach(async () => {
  await server?.kill()
})

/** `npm start`, built into one file: it is started many times. */
function start(script: string, dataDir: string): Program {
  const run = runChild({ script, env: { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' } })
  return { ...run, complaints: run.output }
}

test(
  'secure: told to stop under load, it answers whatever it took, and what it said is there',
  async (context) => {
    const target = `${stops} stops: none dropped, exit 0 within 25 s`
    const score = scoreOf(context, { area: 'SIGTERM under load', target })
    const dataDir = `${folder()}/data`
    const planted = await openHouse({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
    await planted.platform.lifecycle.stop('planted')
    const script = await bundleChild(fileURLToPath(main), folder())
    const random = createRandom(seed)
    const all = { answered: 0, longestMs: 0 }
    for (let round = 0; round < stops; round += 1) {
      const running = start(script, dataDir)
      server = running
      const reads = '/find?q=food'
      const called = { address: await addressOf(running), dataDir, reads, writes: true }
      const stop = () => stopServer(running, 'SIGTERM')
      const { code, tookMs, load } = await stopUnderLoad(called, random, stop)
      expect(code, `stop ${round}`).toBe(0)
      all.longestMs = Math.max(all.longestMs, tookMs)
      all.answered += load.answered
      expect(load.dropped, `stop ${round}`).toEqual([])
      expect(load.goodbyes, `stop ${round}`).toBeGreaterThan(0)
      expect(await organisationsIn(dataDir)).toEqual(expect.arrayContaining([...load.made]))
    }
    const longest = `${(all.longestMs / 1000).toFixed(1)} s at most`
    score(`${stops} stops, ${all.answered} answered, none dropped, ${longest}`)
  },
  stormLimitMs,
)
