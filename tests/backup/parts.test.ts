import { join } from 'node:path'
import type { ServiceName } from '@waymark/core'
import type { Platform } from '@waymark/http'
import { type FakeSmtp, waitFor } from '@waymark/testing'
import { beforeAll, expect, test } from 'vitest'
import { openStorm, partOf, refer, type Storm } from '../storms/referral-work.ts'
import {
  allFacts,
  backUp,
  bringBack,
  copyOf,
  factsOf,
  type Place,
  placeIn,
  rowsOf,
} from '../support/backed-up-house.ts'
import { lagOf, openHouse, waitUntilQuiet } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'

const ground = openStormGround()

/** A house that went on after its backup: every service has told and heard more since. */
interface Later {
  readonly place: Place
  readonly smtp: FakeSmtp
  readonly backup: string
  /** Sent before the backup and stopped after it. */
  readonly stopped: string
  /** Sent after the backup: the copy of referrals does not know it. */
  readonly lost: string
}

let later: Later
beforeAll(async () => {
  const smtp = await ground.aMailServer()
  const place = placeIn(ground.folder(), 'later', smtp)
  const backup = join(ground.folder(), 'backup')
  const { platform } = await openHouse(place.env)
  const storm = await openStorm(platform)
  const kept = await refer(storm, 0)
  await refer(storm, 1)
  await waitUntilQuiet(platform)
  await backUp(place, backup)
  await storm.priya.stopSharing({ params: { id: partOf(kept, 0) } })
  const lost = await refer(storm, 2)
  await refer(storm, 3)
  await waitUntilQuiet(platform)
  storm.close()
  await platform.lifecycle.stop('test')
  later = { place, smtp, backup, stopped: partOf(kept, 0), lost: lost.id }
}, stormLimitMs)

/** A copy of the later house in which some of it was brought back. */
async function withOnly(...only: ServiceName[]): Promise<Place> {
  const { place, smtp, backup } = later
  const copy = copyOf(place, ground.folder(), `only-${only.join('-')}`, smtp)
  await bringBack(copy, backup, { only, replace: true })
  return copy
}

/** Opens it, lets it hear everything, does the work, and lets that be heard as well. */
async function atWork(
  { env, dataDir }: Place,
  work: (storm: Storm, platform: Platform) => Promise<void>,
): Promise<void> {
  const { platform } = await openHouse(env, { strictAnswers: true })
  const storm = await openStorm(platform)
  await waitUntilQuiet(platform)
  await work(storm, platform)
  await waitUntilQuiet(platform)
  expect(await lagOf(dataDir)).toBe(0)
  storm.close()
  await platform.lifecycle.stop('test')
}

async function mailsNew(work: () => Promise<unknown>, expected: number): Promise<void> {
  const { smtp } = later
  const before = smtp.received.length
  await work()
  const isThere = () => smtp.received.length >= before + expected
  await waitFor('the new e-mail', isThere, 60_000)
  expect(smtp.received).toHaveLength(before + expected)
}

test(
  'happy: a producer alone, behind those who read it: they hear what it tells from now on',
  async () => {
    const before = await allFacts(later.place)
    const place = await withOnly('referrals')
    const { log, head, rows } = await factsOf(place, 'referrals')
    expect(head).toBeGreaterThan(before.referrals.head + 900_000)
    expect(rows.referral).toBe(Number(before.referrals.rows.referral) - 2)
    const after = await allFacts(place)
    for (const service of ['notifications', 'directory', 'care-plans'] as const) {
      const cursor = after[service].cursors.find(({ source }) => source === 'referrals')
      expect(cursor?.log, service).toBe(log)
      expect(cursor?.seq, service).toBeLessThan(before.referrals.head)
      expect(after[service].log, service).toBe(before[service].log)
    }
    const mailed = later.smtp.received.length
    await atWork(place, async (storm) => {
      // Its group was told to stop in the time that is lost, and is not told again.
      expect(later.smtp.received).toHaveLength(mailed)
      await mailsNew(() => refer(storm, 50), 1)
    })
    const stops = await rowsOf(place.dataDir, 'care-plans', 'sharing_stop')
    expect(stops.map(({ assignment_id: id }) => id)).toContain(later.stopped)
    const referrals = lookInto(place.dataDir, 'referrals')
    const [row] = await referrals.rows('select state from assignment where id = ?', [later.stopped])
    referrals.close()
    expect(row).toMatchObject({ state: 'withdrawn' })
  },
  stormLimitMs,
)

test(
  'happy: a consumer alone, behind those it reads: it hears again, and mails nothing twice',
  async () => {
    const before = await allFacts(later.place)
    const place = await withOnly('notifications')
    const after = await allFacts(place)
    expect(after.referrals.log).toBe(before.referrals.log)
    expect(after.notifications.log).not.toBe(before.notifications.log)
    const cursor = after.notifications.cursors.find(({ source }) => source === 'referrals')
    expect(cursor).toMatchObject({ log: before.referrals.log })
    expect(cursor?.seq).toBeLessThan(before.referrals.head)
    const mailed = later.smtp.received.length
    await atWork(place, async (storm) => {
      expect(later.smtp.received).toHaveLength(mailed)
      await mailsNew(() => refer(storm, 51), 1)
    })
    const notices = await rowsOf(place.dataDir, 'notifications', 'notice')
    const held = notices.filter(({ reason }) => reason === 'restored')
    expect(held.map(({ template }) => template).sort()).toEqual([
      'referralLink',
      'referralLink',
      'referralStopped',
    ])
  },
  stormLimitMs,
)

test(
  'happy: one that is both, alone: it hears again what it had heard, and is heard from on',
  async () => {
    const before = await allFacts(later.place)
    const place = await withOnly('people')
    const after = await allFacts(place)
    for (const service of ['referrals', 'care-plans'] as const) {
      const cursor = after[service].cursors.find(({ source }) => source === 'people')
      expect(cursor?.log, service).toBe(after.people.log)
    }
    expect(after.people.head).toBeGreaterThan(before.people.head + 900_000)
    await atWork(place, (storm) => mailsNew(() => refer(storm, 52), 1))
  },
  stormLimitMs,
)

test(
  'happy: restored twice from one backup, and then another service: nobody waits for anybody',
  async () => {
    const place = await withOnly('care-plans')
    const { backup } = later
    for (const only of [['referrals'], ['referrals'], ['notifications', 'people']]) {
      await bringBack(place, backup, { only, replace: true })
    }
    await atWork(place, (storm) => mailsNew(() => refer(storm, 53), 1))
    const { referrals } = await allFacts(place)
    expect(referrals.head).toBeGreaterThan(1_000_000)
  },
  stormLimitMs,
)
