import { join } from 'node:path'
import { waitFor } from '@waymark/testing'
import { expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { type Acknowledged, openHouse, stormEnv, waitUntilQuiet } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'
import { expectMail } from './referral-mail-outcome.ts'
import { expectActs } from './referral-outcome.ts'
import { openStorm, takeTurn } from './referral-work.ts'

const hourMs = 3_600_000
const turns = stormSize({ ci: 25, full: 400 })
const seed = 20_261_127

const { folder, aMailServer } = openStormGround()

/** How far the clock is off while each turn is taken. */
const clocks: readonly { name: string; offMs: (random: () => number) => number }[] = [
  { name: 'an hour ahead', offMs: () => hourMs },
  { name: 'an hour behind', offMs: () => -hourMs },
  { name: 'stepping to and fro', offMs: (random) => Math.round((2 * random() - 1) * hourMs) },
]

test.for(clocks)(
  'secure: with the clock $name while it works, nothing is stuck and nothing comes twice',
  { timeout: stormLimitMs },
  async ({ name, offMs }, context) => {
    const target = `${turns} turns: nothing stuck, nothing twice`
    const score = scoreOf(context, { area: `Clock ${name}`, target })
    const smtp = await aMailServer()
    const dataDir = join(folder(), name.replaceAll(' ', '-'))
    const env = stormEnv(dataDir, smtp)
    // It was right when the house was begun, and goes wrong while it runs.
    const clock = { offMs: 0 }
    const now = () => new Date(Date.now() + clock.offMs)
    const { platform } = await openHouse(env, { now, strictAnswers: true })
    const storm = await openStorm(platform)
    const random = createRandom(seed)
    const acknowledged: Acknowledged[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      clock.offMs = offMs(random)
      await takeTurn(storm, turn, (number, act, id) => acknowledged.push({ number, act, id }))
    }
    storm.close()
    await waitUntilQuiet(platform)
    // What was put off while the clock was ahead has its time within the hour.
    clock.offMs = hourMs
    platform.ownQueue.nudge('notifications-upkeep')
    await waitUntilQuiet(platform)
    await platform.lifecycle.stop('worked')

    expect(await expectActs(dataDir, acknowledged)).toBe(turns)
    await waitFor('every e-mail to be in its place', () => smtp.received.length > 0)
    const mail = await expectMail(dataDir, smtp.received)
    expect(mail).toMatchObject({ copies: 0, doubts: 0 })
    expect(mail.sent).toBeGreaterThan(turns / 2)
    await expectSound(dataDir)
    score(`${acknowledged.length} acts, ${mail.sent} e-mails, none twice, none stuck`)
  },
)
