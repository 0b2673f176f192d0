import { describe, expect, test } from 'vitest'
import { killAim, scoreOf } from '../scoreboard/score.ts'
import { expectLoopWhole, loopEnv } from '../storms/loop-whole.ts'
import { openLoop, takeLoopTurn } from '../storms/loop-work.ts'
import { startApart } from '../support/apart-house.ts'
import { type Acknowledged, openHouse, type StormEnv } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { noRedis } from '../support/redis-server.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'

const missing = noRedis()
const turnsInEach = 4
type Calling = Parameters<typeof openLoop>[0]

/** A way to run Waymark: opened on a folder, worked in, and told to stop in the middle. */
type Way = (env: StormEnv, work: (platform: Calling) => Promise<void>) => Promise<void>

const inOneProcess: Way = async (env, work) => {
  const { platform } = await openHouse(env)
  await work(platform)
  await platform.lifecycle.stop('it moves')
}

const apart: Way = async (env, work) => {
  const house = await startApart(env)
  await work(house.platform)
  await house.stop()
}

/** Notices that are neither sent nor dropped. */
async function inFlight(dataDir: string): Promise<number> {
  const ledger = lookInto(dataDir, 'notifications')
  const count = await ledger.count(
    "select count(*) from notice where state not in ('sent', 'dropped')",
  )
  ledger.close()
  return count
}

describe.skipIf(missing !== null)(`From one way of running to another ${missing ?? ''}`, () => {
  const { planted, aMailServer } = openStormHouses(
    new URL('../storms/loop-child.ts', import.meta.url),
  )
  const redis = openStormRedis()

  test('secure: work that is under way goes on, whichever way the same data is opened next', {
    timeout: stormLimitMs,
  }, async (context) => {
    const score = scoreOf(context, { ...killAim, area: 'Moving' })
    const smtp = await aMailServer()
    const alone = loopEnv(planted().copy('data'), smtp)
    const withRedis = { ...alone, REDIS_URL: redis.url() }
    const ways: readonly (readonly [Way, StormEnv])[] = [
      [inOneProcess, alone],
      [inOneProcess, withRedis],
      [apart, withRedis],
      [inOneProcess, alone],
    ]
    const acknowledged: Acknowledged[] = []
    let turn = 0
    for (const [way, env] of ways) {
      // Whatever is to be sent here has to be sent by the next way.
      smtp.behaviour = 'later'
      await way(env, async (platform) => {
        const loop = openLoop(platform)
        for (let taken = 0; taken < turnsInEach; taken += 1) {
          await takeLoopTurn(loop, turn, (number, act, id) =>
            acknowledged.push({ number, act, id }),
          )
          turn += 1
        }
      })
      expect(await inFlight(String(alone.DATA_DIR)), `after turn ${turn}`).toBeGreaterThan(0)
    }
    smtp.behaviour = 'accept'
    await expectLoopWhole({
      env: alone,
      progress: { acknowledged, turn },
      smtp,
      kills: ways.length,
    })
    score(`${ways.length} ways, ${acknowledged.length} acts acknowledged, all there, mail once`)
  })
})
