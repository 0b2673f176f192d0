import { serviceNames } from '@waymark/core'
import { waitFor } from '@waymark/testing'
import { describe, expect, test } from 'vitest'
import { killAim, scoreOf } from '../scoreboard/score.ts'
import { expectLoop } from '../storms/loop-outcome.ts'
import { expectLoopWhole, loopEnv } from '../storms/loop-whole.ts'
import { openLoop, takeLoopTurn } from '../storms/loop-work.ts'
import { type ApartHouse, startApart } from '../support/apart-house.ts'
import { inTurn } from '../support/groups.ts'
import type { Acknowledged } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { troubleOf, troublesIn } from '../support/redis-troubles.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const seed = 20_261_127
/** With the other storm on Redis: 60 kills of services, 12 of Redis and 12 wipes, or more. */
const kills = stormSize({ ci: 30, full: 250 })

/** Works on the loop until it is told to stop; a turn that failed is taken again from its start. */
function keepWorking({ platform, isUp }: ApartHouse) {
  const loop = openLoop(platform)
  const acknowledged: Acknowledged[] = []
  const state = { turn: 0, failed: 0, isStopping: false }
  const working = (async () => {
    while (!state.isStopping) {
      try {
        await takeLoopTurn(loop, state.turn, (number, act, id) =>
          acknowledged.push({ number, act, id }),
        )
        state.turn += 1
      } catch {
        state.failed += 1
        await waitFor('every service to answer', isUp, 120_000)
      }
    }
  })()
  return {
    acknowledged,
    state,
    async stop() {
      state.isStopping = true
      await working
      return { acknowledged, turn: state.turn }
    },
  }
}

describe.skipIf(missing !== null)(`Every service a process, killed ${missing ?? ''}`, () => {
  const { planted, aMailServer } = openStormHouses(
    new URL('../storms/loop-child.ts', import.meta.url),
  )
  const redis = openStormRedis()

  async function troubleRedis(life: number): Promise<void> {
    const trouble = troubleOf(life)
    if (trouble !== null) await redis.troubles[trouble]()
  }

  test('secure: services killed, Redis killed and wiped: nothing lost, nothing twice', {
    timeout: stormLimitMs,
  }, async (context) => {
    const score = scoreOf(context, killAim)
    const smtp = await aMailServer()
    const env = loopEnv(planted().copy('data'), smtp, { REDIS_URL: redis.url() })
    const house = await startApart(env)
    const work = keepWorking(house)
    const random = createRandom(seed)
    for (let life = 0; life < kills; life += 1) {
      const acts = work.acknowledged.length + 1 + Math.floor(random() * 12)
      await waitFor('work', () => work.acknowledged.length >= acts, 120_000)
      await troubleRedis(life)
      await house.killAndRestart(inTurn(serviceNames, life))
    }
    const progress = await work.stop()
    expect(work.state.failed, 'kills that hit the work').toBeGreaterThan(0)
    await house.stop()
    await expectLoop(String(env.DATA_DIR), progress.acknowledged)
    await expectLoopWhole({ env, progress, smtp, kills })
    score(`${kills} kills of services, ${troublesIn(kills)}`)
  })
})
