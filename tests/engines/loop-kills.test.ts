import { serviceNames } from '@waymark/core'
import { waitFor } from '@waymark/testing'
import { describe, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { expectLoop } from '../storms/loop-outcome.ts'
import { expectLoopWhole, loopEnv } from '../storms/loop-whole.ts'
import { openLoop, takeLoopTurn } from '../storms/loop-work.ts'
import { type ApartHouse, startApart } from '../support/apart-house.ts'
import { inTurn } from '../support/groups.ts'
import type { Acknowledged } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const seed = 20_261_127
const kills = stormSize({ ci: 40, full: 350 })
const redisKills = stormSize({ ci: 6, full: 50 })
const redisWipes = stormSize({ ci: 3, full: 50 })

/** Redis is killed beside every sixth service, and wiped beside others, until each was enough. */
const redisDies = (life: number) => life % 6 === 1 && life < 6 * redisKills
const redisIsWiped = (life: number) => life % 6 === 4 && life < 6 * redisWipes

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
    if (redisIsWiped(life)) await redis.troubles.wipe()
    if (redisDies(life)) await redis.troubles.kill()
  }

  test(
    'secure: services killed, Redis killed and wiped: nothing lost, nothing twice',
    async (context) => {
      const target = `${kills} services killed, Redis ${redisKills}, wiped ${redisWipes}: all there`
      const score = scoreOf(context, { area: 'Kills of services and of Redis', target })
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
      score(`all there: ${progress.acknowledged.length} acts acknowledged`)
    },
    stormLimitMs,
  )
})
