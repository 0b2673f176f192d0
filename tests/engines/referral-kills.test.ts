import { describe, test } from 'vitest'
import { expectActs } from '../storms/referral-outcome.ts'
import { expectWhole } from '../storms/referral-whole.ts'
import { atFirst, type Death, stormEnv, workUntilKilled } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'

const missing = noRedis()
const seed = 20_261_127
const kills = 20

/** Redis is killed in six of the lives, and wiped three times in as many others. */
const redisDies = [1, 4, 7, 10, 13, 16]
const redisIsWiped = [5, 11, 17]
/** The others die at no moment that the house could know, but these. */
const named = new Map([
  [0, 'notice.posted'],
  [3, 'notice.permitted'],
  [9, 'notice.claimed'],
  [15, 'db.before-commit'],
])

interface Fate {
  readonly death: Death
  readonly trouble: 'kill' | 'wipe' | null
}

/** Where Redis is in trouble, the house lives on for a while before it dies as well. */
function fatesOf(random: () => number): Fate[] {
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  return Array.from({ length: kills }, (_, life): Fate => {
    const acknowledged = 1 + upTo(60)
    const pauseMs = upTo(60)
    const later = { acknowledged: acknowledged + 40, pauseMs }
    if (redisDies.includes(life)) return { trouble: 'kill', death: later }
    if (redisIsWiped.includes(life)) return { trouble: 'wipe', death: later }
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

  test(
    'secure: killed twenty times, Redis six times and wiped three, all is there and sent once',
    async () => {
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
    },
    stormLimitMs,
  )
})
