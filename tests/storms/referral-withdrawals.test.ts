import { join } from 'node:path'
import { isAppError } from '@waymark/core'
import { expect, test } from 'vitest'
import { openHouse, stormEnv, waitUntilQuiet } from '../support/killed-house.ts'
import { letTurnsPass } from '../support/let-turns-pass.ts'
import { lookInto } from '../support/outside.ts'
import { createRandom } from '../support/random.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { expectMail } from './referral-mail-outcome.ts'
import { type Button, openStorm, partOf, pressButton, refer, type Storm } from './referral-work.ts'

const races = 100
const seed = 20_261_128

const { folder, aMailServer } = openStormGround()

/** Every other race is about the e-mail with a code; the rest about the one with the link. */
const isOfCode = (number: number) => number % 2 === 1

const codeOf = (error: unknown) => (isAppError(error) ? error.code : error)

/** From the moment that the sender is told that it has stopped, nobody sees anything of it. */
async function expectNothingShown(storm: Storm, number: number, { id, button }: Part) {
  const { web } = storm
  const group = await storm.manager(number).readForGroup({ params: { id } })
  expect(group).toMatchObject({ state: 'withdrawn', before: null, after: null, questions: [] })
  const face = await web.readLinkFace({ body: { token: button.token } })
  expect(face.state).toBe('ended')
  const refused = [
    web.readLinked({ body: button }),
    web.answerLinked({ body: { ...button, answer: { says: 'full' } } }),
    web.askAnswerCode({ body: button }),
    web.startAnswerSession({ body: { token: button.token } }),
  ]
  const answers = await Promise.all(refused.map((each) => each.then(() => 'shown', codeOf)))
  expect(answers).toEqual(refused.map(() => 'gone'))
}

interface Part {
  readonly id: string
  readonly button: Button
}

/** One race: an e-mail with a link, or with a code, is on its way while the agreement is taken. */
async function race(storm: Storm, number: number, turns: number): Promise<string> {
  const id = partOf(await refer(storm, number), 0)
  // The button takes a while: in half the races of a link, nobody has pressed it yet.
  const unpressed = { session: 'a session that never began' }
  const button =
    number % 4 === 0
      ? { ...unpressed, token: await storm.linkToken(id) }
      : await pressButton(storm, id)
  if (isOfCode(number)) {
    await storm.web.answerLinked({ body: { ...button, answer: { says: 'yes', placesLeft: 9 } } })
    await storm.web.askAnswerCode({ body: button })
  }
  await letTurnsPass(turns)
  await storm.priya.stopSharing({ params: { id } })
  await expectNothingShown(storm, number, { id, button })
  return id
}

/** What was committed about an assignment, in order: each permit by its kind, and the end. */
async function actsOn(dataDir: string): Promise<Map<string, string[]>> {
  const referrals = lookInto(dataDir, 'referrals')
  // One process writes, one write at a time: the audit's numbers are the order of commits.
  const rows = await referrals.rows(`
    select subject, action, json_extract(detail, '$.kind') as kind from audit
    where action in ('assignment.noticeTaken', 'assignment.withdrawn') order by seq`)
  const permits = await referrals.rows('select assignment_id as subject, kind from send_permit')
  referrals.close()
  const acts = new Map<string, string[]>()
  for (const { subject, kind } of rows) {
    acts.set(String(subject), [...(acts.get(String(subject)) ?? []), String(kind ?? 'withdrawn')])
  }
  for (const { subject, kind } of permits) {
    expect(acts.get(String(subject)), 'a permit that nobody saw taken').toContain(kind)
  }
  return acts
}

test(
  'secure: a hundred agreements taken back while e-mails leave: no permit comes after',
  async () => {
    const dataDir = join(folder(), 'data')
    const smtp = await aMailServer()
    const { platform } = await openHouse(stormEnv(dataDir, smtp))
    const storm = await openStorm(platform)
    const random = createRandom(seed)
    const raced: string[] = []
    for (let number = 0; number < races; number += 1) {
      raced.push(await race(storm, number, Math.floor(random() * 100)))
    }
    await waitUntilQuiet(platform)
    storm.close()
    await platform.lifecycle.stop('raced')

    const acts = await actsOn(dataDir)
    const tally = { link: { left: 0, not: 0 }, code: { left: 0, not: 0 } }
    for (const [number, id] of raced.entries()) {
      const [before, after] = splitAt(acts.get(id) ?? [], 'withdrawn')
      // The group is told to stop if it was written to at all, and nothing else leaves.
      expect(after).toEqual(before.includes('answerLink') ? ['stopped'] : [])
      const about = isOfCode(number) ? 'code' : 'link'
      const kind = isOfCode(number) ? 'answerCode' : 'answerLink'
      tally[about][before.includes(kind) ? 'left' : 'not'] += 1
    }
    // It was a race: each side of it was first now and then.
    for (const { left, not } of [tally.link, tally.code]) {
      expect(Math.min(left, not), JSON.stringify(tally)).toBeGreaterThan(0)
    }
    const mail = await expectMail(dataDir, smtp.received)
    expect(mail).toMatchObject({ copies: 0, doubts: 0 })
    await expectSound(dataDir)
  },
  stormLimitMs,
)

function splitAt(list: readonly string[], at: string): readonly [string[], string[]] {
  const index = list.indexOf(at)
  expect(index, 'taken back').toBeGreaterThanOrEqual(0)
  return [list.slice(0, index), list.slice(index + 1)]
}
