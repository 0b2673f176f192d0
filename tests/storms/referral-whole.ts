import type { FakeSmtp } from '@waymark/testing'
import { expect } from 'vitest'
import { type Progress, type StormEnv, settle } from '../support/killed-house.ts'
import { expectSound } from '../support/sound-house.ts'
import { expectMail, type MailTally } from './referral-mail-outcome.ts'
import { expectActs, expectPlacesAsSaid } from './referral-outcome.ts'

/** A house that was killed, with everything that was answered before each death. */
export interface Storm {
  readonly env: StormEnv
  readonly progress: Progress
  readonly smtp: FakeSmtp
  readonly kills: number
}

/** How many notices one process sends at a time: so many a kill may leave in doubt. */
const sentSideBySide = 4

/** No more is in doubt than kills can have left, and only what was in doubt came twice. */
export function expectFewDoubts(
  { doubts, copies }: Pick<MailTally, 'doubts' | 'copies'>,
  kills: number,
): void {
  expect(doubts).toBeLessThanOrEqual(kills * sentSideBySide)
  expect(copies).toBeLessThanOrEqual(doubts)
}

/** Lets the house end what it began, and looks at it through connections that wrote nothing. */
export async function expectWhole(storm: Storm): Promise<MailTally> {
  const { env, progress, smtp, kills } = storm
  const dataDir = String(env.DATA_DIR)
  await settle(env)
  const referred = await expectActs(dataDir, progress.acknowledged)
  // What was begun and not acknowledged is at most the one that each kill fell upon.
  const known = new Set(progress.acknowledged.map(({ number }) => number)).size
  expect(referred - known).toBeLessThanOrEqual(kills)
  expect(progress.turn).toBeGreaterThan(kills)
  const tally = await expectMail(dataDir, smtp.received)
  // Some were taken back before their e-mail left, so there are fewer than turns.
  expect(tally.sent).toBeGreaterThan(kills)
  expectFewDoubts(tally, kills)
  await expectPlacesAsSaid(dataDir)
  await expectSound(dataDir)
  return tally
}
