import { join } from 'node:path'
import type { SmtpBehaviour } from '@waymark/testing'
import { expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { type Acknowledged, openHouse, settle, stormEnv } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'
import { expectMail } from './referral-mail-outcome.ts'
import { expectActs } from './referral-outcome.ts'
import { openStorm, takeTurn } from './referral-work.ts'

const turns = stormSize({ ci: 12, full: 200 })
/** So many turns it behaves badly, and then as many well. */
const spell = 3

const { folder, aMailServer } = openStormGround()

interface Trouble {
  readonly name: string
  readonly behaviour: SmtpBehaviour
  readonly mayCopy: boolean
}

const servers: readonly Trouble[] = [
  { name: 'is slow', behaviour: 'slow', mayCopy: false },
  { name: 'says nothing', behaviour: 'silent', mayCopy: false },
  { name: 'says to try again later', behaviour: 'later', mayCopy: false },
  // It had the message, and nobody can know: a second copy bears the name of the first.
  { name: 'takes a message and hangs up', behaviour: 'cut', mayCopy: true },
]

/** How many e-mails needed more than one try: those that met the server at its worst. */
async function triedAgain(dataDir: string): Promise<number> {
  const outside = lookInto(dataDir, 'notifications')
  const count = await outside.count('select count(*) from notice where attempt > 1')
  outside.close()
  return count
}

test.for(servers)(
  'secure: a mail server that $name now and then loses nothing',
  { timeout: stormLimitMs },
  async ({ name, behaviour, mayCopy }, context) => {
    const twice = mayCopy ? 'a second copy only where there was doubt' : 'nothing twice'
    const target = `${turns} turns: nothing lost, nothing stuck, ${twice}`
    const score = scoreOf(context, { area: `A mail server that ${name}`, target })
    const smtp = await aMailServer()
    const dataDir = join(folder(), behaviour)
    const env = stormEnv(dataDir, smtp)
    const { platform } = await openHouse(env, { strictAnswers: true })
    const storm = await openStorm(platform)
    const acknowledged: Acknowledged[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      smtp.behaviour = turn % (2 * spell) < spell ? behaviour : 'accept'
      await takeTurn(storm, turn, (number, act, id) => acknowledged.push({ number, act, id }))
    }
    storm.close()
    await platform.lifecycle.stop('worked')
    smtp.behaviour = 'accept'
    await settle(env)

    expect(await expectActs(dataDir, acknowledged)).toBe(turns)
    const mail = await expectMail(dataDir, smtp.received)
    expect(mail.sent).toBeGreaterThan(turns / 2)
    if (mayCopy) expect(mail.doubts).toBeGreaterThan(0)
    else expect(mail).toMatchObject({ copies: 0 })
    if (behaviour !== 'slow') expect(await triedAgain(dataDir)).toBeGreaterThan(0)
    await expectSound(dataDir)
    const { sent, copies, doubts } = mail
    score(`${sent} e-mails, ${copies} second copies in ${doubts} doubts, none lost`)
  },
)
