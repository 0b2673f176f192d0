import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnswerGiven } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import { type FakeSmtp, waitFor } from '@waymark/testing'
import { expect, test } from 'vitest'
import { openHouse, waitUntilQuiet } from '../support/killed-house.ts'
import { letTurnsPass } from '../support/let-turns-pass.ts'
import { lookInto } from '../support/outside.ts'
import { createRandom } from '../support/random.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { loopEnv } from './loop-whole.ts'
import { comeToYes, link, openLoop, questionOf, type Step, saidOf, stepOf } from './loop-work.ts'

const races = 100
const seed = 20_261_127

const { folder, aMailServer } = openStormGround()

/** When she stops sharing: before the group says anything, just after, or once it is read. */
const moments = ['before', 'during', 'during', 'after'] as const
type Moment = (typeof moments)[number]

/** No number of the first hundred is in another one's words. */
const wordsOf = (what: string, number: number) => `Kestrelfen ${what} ${number + 1_000}`

const codeOf = (error: unknown) => (isAppError(error) ? error.code : String(error))
const outcomeOf = (call: Promise<unknown>) => call.then(() => 'done', codeOf)

interface Raced {
  readonly moment: Moment
  readonly referralId: string
  readonly assignmentId: string
}

interface Race {
  readonly step: Step
  readonly moment: Moment
  readonly turns: number
}

async function race({ step, moment, turns }: Race): Promise<Raced> {
  const { loop, number, once } = step
  const thread = await comeToYes(step)
  await link(step, thread)
  const { assignmentId, referralId } = thread
  const params = { id: assignmentId }
  const group = loop.manager(number)
  const herself = loop.herself(number)
  const say = () => {
    const body = { outcome: saidOf(loop, number, wordsOf('report', number)) }
    return group.reportForGroup({ params, body, ...once('report') })
  }
  const said = moment === 'before' ? null : (await say()).outcomes[0]
  if (moment === 'after') await questionOf(loop, thread, 1)
  else await letTurnsPass(turns)
  await herself.referrals.stopOwnSharing({ params, ...once('stop') })
  await waitFor('the plan to hear of the stop', async () => {
    const asked = { body: { assignmentIds: [assignmentId] } }
    return (await loop.web.hasHeardStop(asked)).heard
  })
  const outcome = saidOf(loop, number, wordsOf('later', number))
  const refused = [
    outcomeOf(group.reportForGroup({ params, body: { outcome } })),
    ...(said == null
      ? [outcomeOf(say())]
      : [
          outcomeOf(
            group.correctForGroup({ params: { id: said.id }, body: { revision: 1, outcome } }),
          ),
        ]),
  ]
  expect(await Promise.all(refused)).toEqual(['conflict', 'conflict'])
  const { plan } = await herself.plans.findPlan({ body: { personId: null } })
  const shown = plan?.goals[0]?.suggestions[0]
  if (shown?.outcome) await answerAfterwards(step, shown.id)
  return { moment, referralId, assignmentId }
}

/** What she says of it once she shares no more is hers, and goes back to nobody. */
async function answerAfterwards({ loop, number, once }: Step, id: string): Promise<void> {
  const body: AnswerGiven = {
    ...{ revision: 1, says: 'yes', score: 6, words: wordsOf('answer', number) },
    ...{ saidBy: 'person', told: null, tellReferrer: true },
  }
  await loop.herself(number).plans.answerSuggestion({ params: { id }, body, ...once('answer') })
}

test(
  'secure: a hundred agreements taken back around what a group says: no word is kept after',
  async () => {
    const dataDir = join(folder(), 'data')
    const smtp = await aMailServer()
    const { platform } = await openHouse(loopEnv(dataDir, smtp), { strictAnswers: true })
    const loop = openLoop(platform)
    const random = createRandom(seed)
    const raced: Raced[] = []
    for (let number = 0; number < races; number += 1) {
      const moment = moments[number % moments.length] ?? 'before'
      const turns = Math.floor(random() * 60)
      raced.push(await race({ step: stepOf(loop, number), moment, turns }))
    }
    await waitUntilQuiet(platform)
    await expectNothingGoesBack(loop, raced)
    await platform.lifecycle.stop('raced')
    await expectNothingKeptAfter(dataDir, raced)
    await expectNoTrace(dataDir, smtp)
    await expectSound(dataDir)
  },
  stormLimitMs,
)

/** Whoever referred reads of what was said before the stop at most, and of no answer after it. */
async function expectNothingGoesBack(loop: ReturnType<typeof openLoop>, raced: readonly Raced[]) {
  const pages = await Promise.all(
    raced.map(({ referralId: id }) => loop.priya.referrals.readReferral({ params: { id } })),
  )
  const shown = pages.map((page) => JSON.stringify(page))
  expect(shown.filter((page) => /Kestrelfen (later|answer)/.test(page))).toEqual([])
  expect(shown.join(), 'what is looked for can be found').toContain('Kestrelfen report')
}

/** By the order in which things were committed: permits before the end, and words with a permit. */
async function expectNothingKeptAfter(dataDir: string, raced: readonly Raced[]): Promise<void> {
  const referrals = lookInto(dataDir, 'referrals')
  const plans = lookInto(dataDir, 'care-plans')
  const permits = await referrals.rows(`
    select assignment_id as part, taken_at as at from outcome_permit
    join outcome on outcome.id = outcome_permit.outcome_id
      and outcome.revision = outcome_permit.revision`)
  const ends = await referrals.rows(`
    select assignment_id as part, withdrawn_at as at from agreement
    where withdrawn_at is not null`)
  const endOf = new Map(ends.map(({ part, at }) => [part, String(at)]))
  for (const { part, at } of permits) {
    const end = endOf.get(part)
    if (end !== undefined) expect(String(at) <= end, 'a permit after the end').toBe(true)
  }
  const kept = await plans.rows(`
    select kept.assignment_id as part, kept_at, stop.heard_at from outcome_kept as kept
    join sharing_stop as stop on stop.assignment_id = kept.assignment_id`)
  const permitted = new Set(permits.map(({ part }) => part))
  for (const { part, kept_at, heard_at } of kept) {
    expect(permitted, 'kept without a permit').toContain(part)
    expect(String(kept_at) <= String(heard_at), 'kept after the stop was heard').toBe(true)
  }
  const leftLate = await plans.rows(`
    select news.id from news join news_item on news_item.news_id = news.id
    join suggestion on suggestion.id = news_item.suggestion_id
    join sharing_stop as stop on stop.referral_id = suggestion.referral_id
    where news.taken_at > stop.heard_at`)
  expect(leftLate, 'an e-mail that was permitted after the stop').toEqual([])
  referrals.close()
  plans.close()
  expectARace(raced, new Set(kept.map(({ part }) => String(part))))
}

/** Each side was first now and then: a race that only one can win proves nothing. */
function expectARace(raced: readonly Raced[], kept: ReadonlySet<string>): void {
  const tally = { before: 0, during: 0, after: 0 }
  for (const { moment, assignmentId } of raced) tally[moment] += Number(kept.has(assignmentId))
  const count = (moment: Moment) => raced.filter((each) => each.moment === moment).length
  expect(tally.before, 'before').toBe(0)
  expect(tally.after, 'after').toBe(count('after'))
  expect(tally.during, 'during: some were kept').toBeGreaterThan(0)
  expect(tally.during, 'during: some were refused').toBeLessThan(count('during'))
}

const keepsWords: Readonly<Record<string, readonly string[]>> = {
  referrals: ['report'],
  'care-plans': ['report', 'answer'],
}

/** No file holds what was said after the end, and none but its owners' what was said before it. */
async function expectNoTrace(dataDir: string, smtp: FakeSmtp): Promise<void> {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
  const found = new Set<string>()
  for (const file of files.filter((each) => each.isFile())) {
    const text = readFileSync(join(file.parentPath, file.name)).toString('latin1')
    const owner = file.name.replace(/\.db(-wal|-shm)?$/, '')
    for (const [, what = ''] of text.matchAll(/Kestrelfen (\w+) \d{4}/g)) {
      expect(keepsWords[owner] ?? [], `${what} in ${file.name}`).toContain(what)
      found.add(what)
    }
  }
  expect([...found].sort(), 'what is looked for can be found').toEqual(['answer', 'report'])
  const mails = smtp.received.map(({ source }) => source).join()
  expect(mails).not.toContain('Kestrelfen')
}
