import { describe, test } from 'vitest'
import { killAim, scoreOf } from '../scoreboard/score.ts'
import { expectActs } from '../storms/referral-outcome.ts'
import { expectWhole } from '../storms/referral-whole.ts'
import { atFirst, type Death, stormEnv, workUntilKilled } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { type RedisTrouble, troubleOf, troublesIn } from '../support/redis-troubles.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const seed = 20_261_127
/** With the other storm on Redis: 60 kills of services, 12 of Redis and 12 wipes, or more. */
const kills = stormSize({ ci: 30, full: 250 })
/** The others die at no moment that the house could know, but these. */
const named = new Map([
  [0, 'notice.posted'],
  [2, 'notice.permitted'],
  [9, 'notice.claimed'],
  [15, 'db.before-commit'],
])

interface Fate {
  readonly death: Death
  readonly trouble: RedisTrouble | null
}

/** Where Redis is in trouble, the house lives on for a while before it dies as well. */
function fatesOf(random: () => number): Fate[] {
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  return Array.from({ length: kills }, (_, life): Fate => {
    const acknowledged = 1 + upTo(60)
    const pauseMs = upTo(60)
    const later = { acknowledged: acknowledged + 40, pauseMs }
    const trouble = troubleOf(life)
    if (trouble !== null) return { trouble, death: later }
    const failpoint = named.get(life)
    if (failpoint === undefined) return { trouble: null, death: { acknowledged, pauseMs } }
    return { trouble: null, death: { failpoint, nth: 1 + upTo(4) } }
  })
}

describe.skipIf(missing !== null)(`The house on Redis, killed ${missing ?? ''}`, () => {
  const { planted, aMailServer } = openStormHouses(
    new URL('../storms/referral-child.ts', import.meta.url),
  )
  const redis = openStormRedis()

  test('secure: the house killed, Redis killed and wiped: all is there and sent once', {
    timeout: stormLimitMs,
  }, async (context) => {
    const score = scoreOf(context, killAim)
    const smtp = await aMailServer()
    const env = stormEnv(planted().copy('data'), smtp, { REDIS_URL: redis.url() })
    const script = planted().childScript
    let progress = atFirst
    for (const { death, trouble } of fatesOf(createRandom(seed))) {
      const life = { script, env, death, ...(trouble && { trouble: redis.troubles[trouble] }) }
      progress = await workUntilKilled(life, progress)
      await expectActs(String(env.DATA_DIR), progress.acknowledged)
    }
    await expectWhole({ env, progress, smtp, kills })
    score(`${kills} kills of the house, ${troublesIn(kills)}`)
  })
})
