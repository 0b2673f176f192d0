import { existsSync, readFileSync } from 'node:fs'
import type { Goal, GoalGiven } from '@waymark/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anOutcome } from '../testing/stand-in-referrals.ts'
import { type StartedCarePlans, startCarePlans, testId } from '../testing.ts'

/** NHS England's leaflet on planning tells of Declan, and of six outcomes in his plan. */
const leaflet = new URL('../../../../../shared/seeds/001_78a257bcb81dd422.txt', import.meta.url)
/** What each is about, to know it by: the leaflet's own lines are read from it. */
const about = ['flexibility', 'groups', 'independence', 'skin', 'admissions', 'holidays'] as const

let started: StartedCarePlans
beforeEach(async () => {
  started = await startCarePlans()
})
afterEach(async () => {
  await started.stop()
})

/** As an import brings a goal: in the words of a service, which nobody makes into a person's. */
function imported(words: string): GoalGiven {
  return {
    ...{ words, wording: 'notYet', language: 'en', whyItMatters: null, goodLooksLike: null },
    ...{ importance: null, confidence: null },
    ...{ agreedWith: [], agreedByPerson: false, agreedOn: null },
  }
}

function outcomesIn(text: string): string[] {
  const [, after = ''] = text.split('outcomes agreed in his personalised care and support plan')
  const [list = ''] = after.split('Practical support')
  return [...list.matchAll(/^- (.+)$/gm)].map(([, line = '']) => line.trim())
}

const goals = async (): Promise<readonly Goal[]> =>
  (await started.margaret.findPlan({ body: { personId: null } })).plan?.goals ?? []

const groups = [testId(31), testId(32), testId(33)] as const

/** Which goals each of three referrals was for: the first, as his new assistants, for two. */
const feeds = [[0, 1], [2], [3, 4]] as const

async function linkAll(goalIds: readonly string[]): Promise<void> {
  for (const [at, referralId] of groups.entries()) {
    started.referrals.referrals.set(referralId, { personId: started.ids.margaret })
    for (const goal of feeds[at] ?? []) {
      await started.priya.linkReferral({ params: { id: goalIds[goal] ?? '', referralId } })
    }
  }
}

async function hearFromAll(): Promise<void> {
  for (const [at, referralId] of groups.entries()) {
    const names = { id: testId(41 + at), assignmentId: testId(51 + at) }
    await started.referrals.say(referralId, anOutcome(names))
  }
  await started.hear()
}

/** He says yes where something came of it; his mother says it of everything that was asked. */
async function answerAll(): Promise<void> {
  for (const { suggestions, words } of await goals()) {
    for (const { id } of suggestions) {
      const said = { revision: 1, says: 'yes', score: 8, words: null, tellReferrer: true } as const
      const told = { how: 'phone', on: '2026-11-21' } as const
      const hers = { ...said, saidBy: 'representative', told } as const
      await started.priya.answerSuggestion({ params: { id }, body: hers })
      if (words.includes('admissions')) continue
      const his = { ...said, saidBy: 'person', told: null } as const
      await started.margaret.answerSuggestion({ params: { id }, body: his })
    }
  }
}

test('happy: Declan’s outcomes keep their words; only what he said yes to is reached', async ({
  skip,
}) => {
  if (!existsSync(leaflet)) skip('NHS England’s leaflet with Declan’s story is not here')
  const six = outcomesIn(readFileSync(leaflet, 'utf8'))
  expect(six.map((line, at) => line.includes(about[at] ?? '?'))).toEqual(about.map(() => true))
  const { id } = await started.priya.createPlan({ body: { personId: started.ids.margaret } })
  for (const line of six) await started.priya.addGoal({ params: { id }, body: imported(line) })
  const before = await goals()
  expect(before.map(({ words, wording }) => [words, wording])).toEqual(
    six.map((line) => [line, 'notYet']),
  )
  await linkAll(before.map((goal) => goal.id))
  await hearFromAll()
  expect((await goals()).map(({ standing }) => standing)).toEqual(six.map(() => 'notSaid'))
  await answerAll()
  const after = await goals()
  // One referral stands beside two goals, each with an answer of its own.
  expect(after.slice(0, 2).map(({ referrals }) => referrals[0]?.referralId)).toEqual([
    groups[0],
    groups[0],
  ])
  // What his mother says of the fifth is shown beside it; of the sixth nothing was ever told.
  expect(after.map(({ standing }) => standing)).toEqual([
    ...['yes', 'yes', 'yes', 'yes'],
    ...['notSaid', 'notSaid'],
  ])
  expect(after[4]?.suggestions[0]).toMatchObject({
    ...{ state: 'waiting', confirmations: [{ saidBy: 'representative', says: 'yes' }] },
  })
  expect(after[5]).toMatchObject({ suggestions: [], own: null, ratings: [] })
  // Nobody made a person's words of a service's.
  expect(after.map(({ words, wording }) => [words, wording])).toEqual(
    six.map((line) => [line, 'notYet']),
  )
})
