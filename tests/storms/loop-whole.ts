import { type PersonSide, referralsApi } from '@waymark/contracts'
import type { Platform } from '@waymark/http'
import { callersOf, type FakeSmtp } from '@waymark/testing'
import { expect } from 'vitest'
import { groups } from '../support/groups.ts'
import { type Acknowledged, type StormEnv, settle, stormEnv } from '../support/killed-house.ts'
import { expectSound } from '../support/sound-house.ts'
import { expectNews } from './loop-mail.ts'
import { expectLoop, expectLoopClosed } from './loop-outcome.ts'
import { type LoopCourse, loopCourseOf, loopMailbox, openLoop } from './loop-work.ts'
import { expectMail } from './referral-mail-outcome.ts'
import { expectFewDoubts, type Storm } from './referral-whole.ts'

/** The house with mail leaving for groups, and for the people of the storm. */
export function loopEnv(dataDir: string, smtp: FakeSmtp, more: StormEnv = {}): StormEnv {
  const allowed = [loopMailbox, ...groups.map(({ mailbox }) => mailbox)]
  return stormEnv(dataDir, smtp, { MAIL_ALLOW: allowed.join(','), ...more })
}

/** Lets the house end what it began, and looks at it through connections that wrote nothing. */
export async function expectLoopWhole(storm: Storm): Promise<void> {
  const { env, progress, smtp, kills } = storm
  const dataDir = String(env.DATA_DIR)
  await settle(env, (platform) => expectMessagesBack(platform, progress.acknowledged))
  await expectLoop(dataDir, progress.acknowledged)
  await expectLoopClosed(dataDir)
  const toGroups = smtp.received.filter(({ to }) => !to.includes(loopMailbox))
  await expectMail(dataDir, toGroups)
  const tally = await expectNews(dataDir, smtp.received)
  expect(progress.turn).toBeGreaterThan(kills / 2)
  expect(tally.sent).toBeGreaterThan(kills / 4)
  expectFewDoubts(tally, kills)
  await expectSound(dataDir)
}

/** What whoever referred reads of the person, once the last act of each course is done. */
const sides: Readonly<Record<LoopCourse, { last: string; state: PersonSide['state'] }>> = {
  herYes: { last: 'answered1', state: 'answered' },
  corrected: { last: 'answered2', state: 'answered' },
  answeredFirst: { last: 'answered2', state: 'answered' },
  mistake: { last: 'tookBack', state: 'waiting' },
  keptToHerself: { last: 'answered1', state: 'answered' },
}

/** Each message back is whole on the page of whoever referred. */
async function expectMessagesBack(platform: Platform, acknowledged: readonly Acknowledged[]) {
  const { priyaId } = openLoop(platform)
  const priya = callersOf(platform, referralsApi).user('linkWorker', { userId: priyaId })
  const idOf = (number: number) =>
    acknowledged.find((each) => each.act === 'sent' && each.number === number)?.id ?? ''
  const ended = acknowledged.filter(({ number, act }) => act === sides[loopCourseOf(number)].last)
  for (const number of new Set(ended.map((each) => each.number))) {
    const { assignments } = await priya.readReferral({ params: { id: idOf(number) } })
    const [outcome, ...others] = assignments.flatMap(({ outcomes }) => outcomes)
    expect(others, `${number}`).toEqual([])
    const side = outcome?.personSays
    expect(side?.state, `${number}`).toBe(sides[loopCourseOf(number)].state)
    if (side?.state === 'answered') expectAnswers(number, side.answers)
  }
}

type Answers = Extract<PersonSide, { state: 'answered' }>['answers']

function expectAnswers(number: number, answers: Answers): void {
  const course = loopCourseOf(number)
  const earlier = answers.filter(({ isAboutEarlier }) => isAboutEarlier)
  expect(answers.length, `${number}`).toBe(course === 'answeredFirst' ? 2 : 1)
  expect(earlier.length, `${number}`).toBe(course === 'answeredFirst' ? 1 : 0)
  const words = answers.map((each) => each.words === null)
  expect(words, `${number}`).toEqual(answers.map(() => course === 'keptToHerself'))
}
