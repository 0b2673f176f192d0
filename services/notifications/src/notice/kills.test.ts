import { fileURLToPath } from 'node:url'
import {
  type FakeSmtp,
  removeFolder,
  runChild,
  startFakeSmtp,
  temporaryFolder,
} from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailSettings, startNotifications } from '../testing.ts'

const script = fileURLToPath(new URL('../testing/killed-sender.ts', import.meta.url))
const tenMinutes = 600_000

let smtp: FakeSmtp
let dataDir = ''
beforeEach(async () => {
  smtp = await startFakeSmtp()
  dataDir = temporaryFolder()
})
afterEach(async () => {
  await smtp.stop()
  removeFolder(dataDir)
})

async function killAt(place: string): Promise<void> {
  const child = runChild({ script, args: [dataDir, smtp.url, place] })
  expect(await child.ended, child.output()).toBe(null)
}

/** A new process on the same files: hears, sends, and looks again after the time of doubt. */
async function carryOn() {
  const started = await startNotifications({ settings: mailSettings(smtp.url), dataDir })
  await started.run()
  const atOnce = await started.ledger()
  started.clock.advance(tenMinutes + 1000)
  await started.run()
  const later = await started.ledger()
  await started.close()
  return { atOnce, later }
}

const copies = () => {
  const ids = smtp.received.map(({ messageId }) => messageId)
  return [...new Set(ids)].map((id) => ids.filter((each) => each === id).length).sort()
}

/** One of each kind. */
const kinds = 6
const each = <T>(value: T) => Array.from({ length: kinds }, () => value)

test.each(['notice.claimed', 'notice.worded'])(
  'happy: killed at %s, before the permit is written, each notice arrives exactly once',
  async (place) => {
    await killAt(place)
    expect(smtp.received).toHaveLength(0)
    const { atOnce } = await carryOn()
    expect(atOnce.map(({ state }) => state)).toEqual(each('sent'))
    expect(copies()).toEqual(each(1))
  },
)

test('happy: killed with the permit written and nothing sent: late, once each', async () => {
  await killAt('notice.permitted')
  const { atOnce, later } = await carryOn()
  expect(atOnce.map(({ state }) => state)).toContain('uncertain')
  expect(later.map(({ state }) => state)).toEqual(each('sent'))
  expect(copies()).toEqual(each(1))
})

test('happy: killed between send and mark: one more copy with the same id, none lost', async () => {
  await killAt('notice.posted')
  const { atOnce, later } = await carryOn()
  expect(atOnce.map(({ state }) => state)).toContain('uncertain')
  expect(later.map(({ state }) => state)).toEqual(each('sent'))
  expect(copies().length).toBe(kinds)
  expect(Math.max(...copies())).toBe(2)
})
