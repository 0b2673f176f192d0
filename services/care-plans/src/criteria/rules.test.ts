import type { Goal, Plan } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { checkPlan } from './rules.ts'

const today = '2026-11-26'
const written = { by: null, at: '2026-11-01T09:00:00.000Z', version: 1 }
const goal: Goal = {
  ...{ id: 'g1', planId: 'p1', words: 'See people', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: ['Priya'], agreedByPerson: true, agreedOn: '2026-11-01' },
  ...{ state: 'agreed', standing: 'notSaid', own: null, ratings: [], referrals: [] },
  suggestions: [],
  actions: [
    {
      ...{ id: 'a1', goalId: 'g1', what: 'Go', who: 'person', whoName: null, when: 'Tuesdays' },
      ...{ firstStep: null, backup: null, state: 'toDo', ...written },
    },
  ],
  ...written,
}
const member: Plan['circle'][number] = {
  ...{ id: 'm1', name: 'Ruth', relationship: 'my daughter', chosenByPerson: true },
  ...{ shouldSeePlan: true, whyNotYet: 'She has no account.', ...written },
}
const entry = (id: string, kind: Plan['entries'][number]['kind']): Plan['entries'][number] => ({
  ...{ id, kind, words: 'My garden.', saidByPerson: true, ...written },
})
const talk: Plan['conversations'][number] = {
  ...{ id: 't1', kind: 'initial', on: '2026-11-01', way: 'phone', personTookPart: true },
  ...{ whyNot: null, preparationOffered: true, ...written },
}
const whole: Plan = {
  ...{ id: 'p1', personId: 'x', state: 'active', startedAt: written.at, nobodyElse: false },
  decisions: { decisionMaker: 'person', evidence: null, until: null },
  agreement: { how: 'phone', on: '2026-11-01' },
  review: { on: '2027-02-01', reviewerName: 'Priya', reviewerId: null, inBetween: 'Ring.' },
  copy: { format: 'paper', on: '2026-11-02' },
  ...{ notSharedNow: false, entries: [entry('e1', 'whatMatters'), entry('e2', 'strength')] },
  ...{ circle: [member], conversations: [talk], goals: [goal], notLinked: [], stopped: [] },
  version: 7,
}
const statesOf = (given: Partial<Plan>, set: 'nhse-5' | 'lincs-6' = 'lincs-6') =>
  checkPlan(set, { ...whole, ...given }, today).criteria.map(({ state }) => state)

test('happy: a whole plan meets five and six, at the version that was read', () => {
  for (const [set, count] of [
    ['nhse-5', 5],
    ['lincs-6', 6],
  ] as const) {
    const result = checkPlan(set, whole, today)
    expect(result).toMatchObject({ set, met: true, planVersion: 7 })
    expect(result.criteria.map(({ number }) => number)).toHaveLength(count)
    expect(result.criteria.flatMap(({ missing }) => missing)).toEqual([])
  }
})

const outdated = { decisionMaker: 'attorney', evidence: 'Seen', until: '2026-11-25' } as const
const noSay = whole.entries.map((each) => ({ ...each, saidByPerson: false }))
const review = { on: '2026-11-25', reviewerName: 'Priya', reviewerId: null, inBetween: 'Ring.' }

test.each<[string, Partial<Plan>, readonly number[]]>([
  ['who decides', { decisions: null }, [1]],
  ['who decides, past its day', { decisions: outdated }, [1]],
  ['whom they chose', { circle: [{ ...member, chosenByPerson: false }] }, [1]],
  ['their agreement', { agreement: null }, [1]],
  ['anything they said', { entries: noSay }, [1]],
  ['any conversation', { conversations: [] }, [2]],
  ['an offer to prepare', { conversations: [{ ...talk, preparationOffered: false }] }, [2]],
  ['what matters', { entries: [entry('e2', 'strength')] }, [2]],
  ['their wider life', { entries: [entry('e1', 'whatMatters')] }, [2]],
  ['who else agreed', { goals: [{ ...goal, agreedWith: [] }] }, [3]],
  ['any goal', { goals: [] }, [3, 4]],
  ['a step', { goals: [{ ...goal, actions: [] }] }, [4]],
  ['with whom it is shared', { circle: [{ ...member, shouldSeePlan: false }] }, [4]],
  ['a review', { review: null }, [5]],
  ['a review that is not overdue', { review }, [5]],
  ['its being in use', { state: 'paused' }, [6]],
  ['a copy', { copy: null }, [6]],
])('refused: without %s its line is not met, and no other', (_, given, lines) => {
  const notYet = statesOf(given).flatMap((state, at) => (state === 'met' ? [] : [at + 1]))
  expect(notYet).toEqual(lines)
})

test('happy: nobody else, and not now, are answers', () => {
  expect(statesOf({ circle: [], nobodyElse: true, notSharedNow: true })).toEqual(
    Array(6).fill('met'),
  )
})

test('refused: what cannot be told is not counted as met', () => {
  const result = checkPlan('lincs-6', { ...whole, circle: [{ ...member, whyNotYet: null }] }, today)
  expect(result).toMatchObject({ met: false, criteria: { 5: { state: 'cannotTell' } } })
  expect(result.criteria[5]?.missing).toMatchObject([{ where: 'circle' }])
})

test('happy: words that are not yet their own fail no line', () => {
  expect(statesOf({ goals: [{ ...goal, wording: 'notYet' }] })).toEqual(Array(6).fill('met'))
})
