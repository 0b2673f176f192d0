import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import { groups } from '../support/groups.ts'
import { openHouse, waitUntilQuiet } from '../support/killed-house.ts'
import { createRandom } from '../support/random.ts'
import { noRedis } from '../support/redis-server.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, openStormRedis, stormLimitMs } from '../support/storm-houses.ts'
import { expectNews } from './loop-mail.ts'
import { beginLife, doAct, drawOrder, type Life, stateOf } from './loop-orders.ts'
import { loopEnv } from './loop-whole.ts'
import { openLoop, stepOf } from './loop-work.ts'

const orders = 100
const seed = 20_261_127
const missing = noRedis()

const { folder, aMailServer } = openStormGround()

/** The state of all hundred, which is one. */
async function oneStateOf(lives: readonly Life[]) {
  const [first, ...others] = await Promise.all(lives.map(stateOf))
  for (const other of others) expect(other).toEqual(first)
  return first
}

/** Everybody who hears of others hears all of it again, and believes that it is the first time. */
async function forgetWhatWasHeard(dataDir: string): Promise<void> {
  for (const service of ['care-plans', 'referrals', 'notifications']) {
    const client = createClient({ url: pathToFileURL(join(dataDir, `${service}.db`)).href })
    const forget = ['update cursors set seq = started_after', 'delete from inbox']
    await client.batch(forget, 'write')
    client.close()
  }
}

async function takeOrders(queue: string, env: Readonly<Record<string, string>>) {
  const dataDir = join(folder(), queue)
  const smtp = await aMailServer()
  const given = loopEnv(dataDir, smtp, env)
  const random = createRandom(seed)
  let house = await openHouse(given, { strictAnswers: true })
  const loop = openLoop(house.platform)
  // Of the same group, so that all that differs is the order.
  const numbers = Array.from({ length: orders }, (_, index) => index * groups.length)
  const lives: Life[] = []
  const drawn = new Set<string>()
  for (const number of numbers) {
    const life = await beginLife(stepOf(loop, number))
    const order = drawOrder(random)
    for (const act of order) {
      if (random() < 0.05) await waitUntilQuiet(house.platform)
      await doAct[act](life)
    }
    lives.push(life)
    drawn.add(order.join())
  }
  await waitUntilQuiet(house.platform)
  const state = await oneStateOf(lives)
  await house.platform.lifecycle.stop('to hear again')
  await forgetWhatWasHeard(dataDir)
  house = await openHouse(given, { strictAnswers: true })
  await waitUntilQuiet(house.platform)
  const again = openLoop(house.platform)
  const sameLives = lives.map((life) => ({ ...life, step: stepOf(again, life.step.number) }))
  expect(await oneStateOf(sameLives)).toEqual(state)
  await house.platform.lifecycle.stop('heard again')
  await expectNews(dataDir, smtp.received)
  await expectSound(dataDir)
  return { state, different: drawn.size }
}

const expected = {
  plan: { goals: [{ standing: 'yes', own: 7 }, { standing: 'notSaid' }], notLinked: 0 },
  referral: { outcomes: [{ standing: 'enteredInError' }, { revision: 2, timesCame: 4 }] },
}

test(
  'happy: a hundred orders of the loop through the services, heard twice, end in one state',
  async () => {
    const { state, different } = await takeOrders('in-process', {})
    expect(different).toBeGreaterThan(orders * 0.9)
    expect(state).toMatchObject(expected)
  },
  stormLimitMs,
)

describe.skipIf(missing !== null)(`With the nudges through Redis ${missing ?? ''}`, () => {
  const redis = openStormRedis()
  test(
    'happy: a hundred orders end in the same state',
    async () => {
      const { state } = await takeOrders('on-redis', { REDIS_URL: redis.url() })
      expect(state).toMatchObject(expected)
    },
    stormLimitMs,
  )
})
