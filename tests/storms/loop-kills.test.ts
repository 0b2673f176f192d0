import { describe, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { atFirst, type Death, workUntilKilled } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { openStormHouses, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'
import { expectLoop } from './loop-outcome.ts'
import { expectLoopWhole, loopEnv } from './loop-whole.ts'

const seed = 20_261_129
const chains = [0, 1, 2]
const killsOfAChain = stormSize({ ci: 20, full: 167 })

/** Where a report, what was taken of it, an answer, or its e-mail could be lost or come twice. */
const failpoints = [
  'outcome.said',
  'outcome.taken',
  'answer.given',
  'answer.taken',
  'notice.posted',
  'db.before-commit',
  'db.after-commit',
] as const

const { planted, aMailServer } = openStormHouses(new URL('loop-child.ts', import.meta.url))

/** Every other death is at a named place; the rest at no moment that the house could know. */
function deathsOf(chain: number): Death[] {
  const random = createRandom(seed + chain)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  return Array.from({ length: killsOfAChain }, (_, index): Death => {
    if (index % 2 === 1) return { acknowledged: 1 + upTo(40), pauseMs: upTo(60) }
    const failpoint = failpoints[(chain + index / 2) % failpoints.length] ?? 'outcome.said'
    return { failpoint, nth: 1 + upTo(failpoint.startsWith('db.') ? 60 : 2) }
  })
}

// Each chain of deaths has a house of its own; side by side they keep two cores busy.
describe.concurrent('kills of the whole house', () => {
  test.for(chains)(
    'secure: many while groups say what happened and people answer (%i)',
    { timeout: stormLimitMs },
    async (chain, context) => {
      const target = `all there after ${killsOfAChain} kills`
      const score = scoreOf(context, { area: 'Kills of the house on embedded engines', target })
      const smtp = await aMailServer()
      const env = loopEnv(planted().copy(`chain-${chain}`), smtp)
      const script = planted().childScript
      let progress = atFirst
      for (const death of deathsOf(chain)) {
        progress = await workUntilKilled({ script, env, death }, progress)
        await expectLoop(String(env.DATA_DIR), progress.acknowledged)
      }
      await expectLoopWhole({ env, progress, smtp, kills: killsOfAChain })
      score(`all there: ${progress.acknowledged.length} acts acknowledged`)
    },
  )
})
