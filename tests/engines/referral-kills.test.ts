import { describe, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { expectActs } from '../storms/referral-outcome.ts'
import { expectWhole } from '../storms/referral-whole.ts'
import { inTurn } from '../support/groups.ts'
import { atFirst, type Death, stormEnv, workUntilKilled } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { openStormHouses, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const seed = 20_261_127
const kills = stormSize({ ci: 20, full: 150 })
const redisKills = stormSize({ ci: 6, full: 50 })
const redisWipes = stormSize({ ci: 3, full: 50 })

/** Redis is killed in every third of the lives, and wiped in others, until each was enough. */
const redisDies = (life: number) => life % 3 === 1 && life < 3 * redisKills
const redisIsWiped = (life: number) => life % 3 === 2 && life < 3 * redisWipes
/** Every sixth life ends at a named place, the others at no moment that the house could know. */
const named = ['notice.posted', 'notice.permitted', 'notice.claimed', 'db.before-commit'] as const

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
    if (redisDies(life)) return { trouble: 'kill', death: later }
    if (redisIsWiped(life)) return { trouble: 'wipe', death: later }
    if (life % 6 !== 0) return { trouble: null, death: { acknowledged, pauseMs } }
    const failpoint = inTurn(named, life / 6)
    return { trouble: null, death: { failpoint, nth: 1 + upTo(4) } }
  })
}

describe.skipIf(missing !== null)(`The house on Redis, killed ${missing ?? ''}`, () => {
  const { planted, aMailServer } = openStormHouses(
    new URL('../storms/referral-child.ts', import.meta.url),
  )
  const redis = openStormRedis()

  test(
    'secure: killed, Redis killed and wiped: all is there and sent once',
    async (context) => {
      const target = `${kills} kills, Redis ${redisKills}, wiped ${redisWipes}: none lost`
      const score = scoreOf(context, { area: 'Kills of the house and of its Redis', target })
      const smtp = await aMailServer()
      const env = stormEnv(planted().copy('data'), smtp, { REDIS_URL: redis.url() })
      const script = planted().childScript
      let progress = atFirst
      for (const { death, trouble } of fatesOf(createRandom(seed))) {
        const life = { script, env, death, ...(trouble && { trouble: redis.troubles[trouble] }) }
        progress = await workUntilKilled(life, progress)
        await expectActs(String(env.DATA_DIR), progress.acknowledged)
      }
      const { sent } = await expectWhole({ env, progress, smtp, kills })
      score(`all there: ${progress.acknowledged.length} acts acknowledged, ${sent} e-mails`)
    },
    stormLimitMs,
  )
})
