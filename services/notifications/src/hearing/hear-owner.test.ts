import { removeFolder, temporaryFolder } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startNotifications } from '../testing.ts'

const hour = 3_600_000

let dataDir = ''
let closers: (() => Promise<unknown>)[] = []
beforeEach(() => {
  dataDir = temporaryFolder()
})
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
  removeFolder(dataDir)
})

type Before = NonNullable<Parameters<typeof startNotifications>[0]>['before']

/** Notifications in a folder that an earlier start may have used. */
async function start(before: Before = () => {}) {
  const started = await startNotifications({ dataDir, before })
  closers.push(started.close)
  const { run, ledger } = started
  const references = async () => {
    await run()
    return (await ledger()).map(({ reference }) => reference)
  }
  return { ...started, references }
}

/** A link of an hour ago; then the owner stops answering. */
const awayAfterAnHour: Before = async ({ referrals, clock }) => {
  await referrals.makeLink()
  clock.advance(hour)
  referrals.state.isAway = true
}

test('happy: a service that is new writes to nobody about the past', async () => {
  const { referrals, references } = await start(async ({ referrals: owner }) => {
    await owner.makeLink()
  })
  expect(await references()).toEqual([])
  const linkId = await referrals.makeLink()
  expect(await references()).toEqual([linkId])
})

test('happy: an owner that answers late is heard from the opening on, not before', async () => {
  const { referrals, references } = await start(awayAfterAnHour)
  const linkId = await referrals.makeLink()
  expect(await references()).toEqual([])
  referrals.state.isAway = false
  expect(await references()).toEqual([linkId])
})

test('happy: what was told between two starts is heard by the second', async () => {
  const first = await start(awayAfterAnHour)
  const linkId = await first.referrals.makeLink()
  await first.close()
  // The owner has an answer from the first moment: this is not its head.
  const second = await start(({ clock }) => clock.advance(2 * hour))
  expect(await second.references()).toEqual([linkId])
  const later = await second.referrals.makeLink()
  expect(await second.references()).toEqual([linkId, later])
})

test('refused: an owner that is away does not hold up the start, nor the other owner', async () => {
  const { directory, references } = await start(awayAfterAnHour)
  const checkId = await directory.askCheck()
  expect(await references()).toEqual([checkId])
})
