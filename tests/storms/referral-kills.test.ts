import { describe, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { atFirst, type Death, stormEnv, workUntilKilled } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { openStormHouses, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'
import { expectActs } from './referral-outcome.ts'
import { expectWhole } from './referral-whole.ts'

const seed = 20_261_126
const chains = [0, 1, 2]
const killsOfAChain = stormSize({ ci: 20, full: 167 })

const failpoints = [
  'db.before-commit',
  'notice.posted',
  'db.after-commit',
  'notice.permitted',
  'referral.created',
  'notice.claimed',
  'notice.worded',
] as const

const { planted, aMailServer } = openStormHouses(new URL('referral-child.ts', import.meta.url))

/** Every third death is at a named place; the others are at no moment that the house could know. */
function deathsOf(chain: number): Death[] {
  const random = createRandom(seed + chain)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  return Array.from({ length: killsOfAChain }, (_, index): Death => {
    if (index % 3 !== 0) return { acknowledged: 1 + upTo(60), pauseMs: upTo(60) }
    const failpoint = failpoints[(chain * 3 + index / 3) % failpoints.length] ?? 'notice.posted'
    const isOfEveryWrite = failpoint.startsWith('db.')
    return { failpoint, nth: 1 + upTo(isOfEveryWrite ? 60 : 5) }
  })
}

// Each chain of deaths has a house of its own; side by side they keep two cores busy.
describe.concurrent('kills of the whole house', () => {
  test.for(chains)(
    'secure: many while people are referred, answered for and written to (%i)',
    { timeout: stormLimitMs },
    async (chain, context) => {
      const target = `all there after ${killsOfAChain} kills`
      const score = scoreOf(context, { area: 'Kills of the house on embedded engines', target })
      const smtp = await aMailServer()
      const env = stormEnv(planted().copy(`chain-${chain}`), smtp)
      const dataDir = String(env.DATA_DIR)
      const script = planted().childScript
      let progress = atFirst
      for (const death of deathsOf(chain)) {
        progress = await workUntilKilled({ script, env, death }, progress)
        await expectActs(dataDir, progress.acknowledged)
      }
      const { sent } = await expectWhole({ env, progress, smtp, kills: killsOfAChain })
      score(`all there: ${progress.acknowledged.length} acts acknowledged, ${sent} e-mails`)
    },
  )
})
