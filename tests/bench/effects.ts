import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { seedId } from '@waymark/all-in-one'
import { directoryApi } from '@waymark/contracts'
import {
  aListing,
  callersOf,
  type FakeClock,
  fakeClock,
  removeFolder,
  startFakeSmtp,
  temporaryFolder,
  waitFor,
} from '@waymark/testing'
import { groups } from '../support/groups.ts'
import { openHouse, type StormEnv, stormEnv } from '../support/killed-house.ts'
import { lookInto, type Outside } from '../support/outside.ts'
import { aRedisServer, noRedis } from '../support/redis-server.ts'
import { startWaymark } from '../support/start-waymark.ts'
import { bareBullSeconds } from './bare-bull.ts'
import { type Bench, type Figure, rounds } from './figure.ts'
import { getReady } from './house-ground.ts'
import { median, percentile, rounded } from './statistics.ts'

const effectsARound = 20
/** Enough that a start and an end weigh nothing. */
const notices = 300

/** (c) From what one service tells to what another makes of it, and from there to the sink. */
export const effectsBench: Bench = {
  letter: 'c',
  name: 'Effects',
  async measure() {
    const figures = [await effectTimes({}, 50), await noticeRate({})]
    if (noRedis() !== null) return [...figures, withoutRedis]
    const server = await aRedisServer()
    await server.start()
    try {
      const env = { REDIS_URL: server.url }
      const withRedis = [await effectTimes(env, 100), await noticeRate(env)]
      const rate = withRedis[1]?.numbers.aSecond ?? Number.NaN
      return [...figures, ...withRedis, await againstBare(server.url, rate)]
    } finally {
      await server.remove()
    }
  },
}

const withoutRedis: Figure = {
  what: 'the same with Redis',
  target: null,
  result: 'skipped: there is no Redis on this machine',
  passed: true,
  numbers: {},
}

type Env = Readonly<Record<string, string>>

const nameOf = (env: Env) => (env.REDIS_URL === undefined ? 'in-process' : 'with Redis')

/** From "sent" on the sender's screen to the row in the ledger of notices. */
async function effectTimes(env: Env, targetMs: number): Promise<Figure> {
  const started = await startWaymark({ env, strictAnswers: false })
  const ledger = lookInto(started.platform.dataDir, 'notifications')
  try {
    const { refer } = await getReady(started, (rounds + 1) * effectsARound)
    const all: number[][] = []
    for (let round = 0; round <= rounds; round += 1) {
      const times: number[] = []
      for (let at = 0; at < effectsARound; at += 1) {
        await started.platform.queue.drained()
        times.push(await untilNoticed(ledger, () => refer(round * effectsARound + at)))
      }
      if (round > 0) all.push(times)
    }
    const p95Ms = median(all.map((times) => percentile(times, 0.95)))
    const medianMs = median(all.map(median))
    return {
      what: `a referral is sent: its notice is in the ledger, ${nameOf(env)}`,
      target: `p95 at most ${targetMs} ms`,
      result: `${rounded(medianMs)} ms, p95 ${rounded(p95Ms)} ms`,
      passed: p95Ms <= targetMs,
      numbers: { medianMs, p95Ms },
    }
  } finally {
    ledger.close()
    await started.stop()
  }
}

/** How long after an answer the ledger of notices has a row more. */
async function untilNoticed(ledger: Outside, work: () => Promise<unknown>): Promise<number> {
  const rows = () => ledger.count('select count(*) from notice')
  const before = await rows()
  await work()
  const told = performance.now()
  while ((await rows()) === before) await new Promise(setImmediate)
  return performance.now() - told
}

/**
 * Notices that wait go out when a house opens on them: each claimed, asked about, worded, and kept
 * in the mailbox of the demo with its settlement. By SMTP the conversation with a server comes on
 * top, which is the server's to hurry.
 */
async function noticeRate(env: Env): Promise<Figure> {
  const folder = temporaryFolder()
  const clock = fakeClock()
  const waiting = join(folder, 'waiting')
  try {
    await leaveWaiting(waiting, clock)
    clock.advance(3_600_000)
    const rates: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const dataDir = join(folder, `round-${round}`)
      cpSync(waiting, dataDir, { recursive: true })
      const rate = await drainWaiting({ ...env, DATA_DIR: dataDir }, clock)
      if (round > 0) rates.push(rate)
    }
    const aSecond = median(rates)
    return {
      what: `notices that wait reach the mailbox, ${nameOf(env)}`,
      target: 'at least 300 a second',
      result: `${rounded(aSecond)} a second`,
      passed: aSecond >= 300,
      numbers: { aSecond },
    }
  } finally {
    removeFolder(folder)
  }
}

/** A house whose mail server said "later" to every notice, and was then stopped. */
async function leaveWaiting(dataDir: string, clock: FakeClock): Promise<void> {
  const smtp = await startFakeSmtp({ behaviour: 'later' })
  const env = stormEnv(dataDir, smtp)
  const house = await openHouse(env, { now: clock.now })
  const editor = callersOf(house.platform, directoryApi).user('directoryEditor')
  const organisationId = seedId(`demo organisation ${groups[0].organisation}`)
  for (let at = 0; at < notices; at += 1) {
    const body = aListing(organisationId, { name: `Bench ${at}` })
    const { id } = await editor.createListing({ body })
    await editor.publishListing({ params: { id } })
    await editor.askIfRight({ params: { id } })
  }
  const ledger = lookInto(dataDir, 'notifications')
  const tried = "select count(*) from notice where state = 'due' and attempt = 1"
  await waitFor('each to be tried', async () => (await ledger.count(tried)) >= notices, 300_000)
  ledger.close()
  await house.platform.lifecycle.stop('they wait')
  await smtp.stop()
}

/** How many a second, from the first that is kept to the last. */
async function drainWaiting(env: StormEnv, clock: FakeClock): Promise<number> {
  const house = await openHouse({ PORT: '0', LOG_LEVEL: 'silent', ...env }, { now: clock.now })
  const ledger = lookInto(house.platform.dataDir, 'notifications')
  const kept = () => ledger.count('select count(*) from kept_message')
  try {
    const first = await kept()
    const begun = performance.now()
    await waitFor('every notice', async () => (await kept()) >= notices, 300_000)
    return ((notices - first) / (performance.now() - begun)) * 1000
  } finally {
    ledger.close()
    await house.platform.lifecycle.stop('measured')
  }
}

async function againstBare(url: string, rate: number): Promise<Figure> {
  const seconds = await bareBullSeconds(url, notices)
  const ratio = rate / (notices / seconds)
  return {
    what: 'notices with Redis against bare BullMQ, adding, processing and writing the same rows',
    target: null,
    result: `ratio ${rounded(ratio)}; bare ${rounded(notices / seconds)} a second`,
    passed: true,
    numbers: { ratio, bareASecond: notices / seconds },
  }
}
