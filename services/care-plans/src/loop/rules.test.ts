import type { Outcome, Rating } from '@waymark/contracts'
import { expect, test } from 'vitest'
import {
  type GoalLink,
  type KeptAnswer,
  type KeptOutcome,
  type LoopFacts,
  loopOfGoal,
  notLinked,
} from './rules.ts'

const outcome: Outcome = {
  id: 'o1',
  assignmentId: 'a1',
  revision: 1,
  standing: 'final',
  kind: 'stillComing',
  on: '2026-11-10',
  timesCame: 3,
  words: { text: 'She laughs with Jean.', quotesPerson: false },
  source: 'link',
  told: null,
  firstSaidAt: '2026-11-12T10:00:00.000Z',
  saidAt: '2026-11-12T10:00:00.000Z',
}
const kept = (given: Partial<Outcome> = {}, more: Partial<KeptOutcome> = {}): KeptOutcome => {
  const said = { ...outcome, ...given }
  return {
    ...{ outcomeId: said.id, revision: said.revision, assignmentId: 'a1' },
    ...{ referralId: 'r1', outcome: said },
    ...{ listingName: 'Lunch club', organisationName: 'St Aidan’s', ...more },
  }
}
const link = (given: Partial<GoalLink> = {}): GoalLink => ({
  ...{ id: 'l1', goalId: 'g1', referralId: 'r1' },
  ...{ linkedAt: '2026-11-01T10:00:00.000Z', unlinkedAt: null, ...given },
})
const answer = (given: Partial<KeptAnswer> = {}): KeptAnswer => ({
  ...{ id: 'c1', suggestionId: 's1', goalId: 'g1', outcomeId: 'o1', revision: 1 },
  ...{ says: 'yes', words: null, score: 7, saidBy: 'person', writtenBy: 'u1', told: null },
  ...{ at: '2026-11-13T10:00:00.000Z', tellReferrer: true, ...given },
})
const rating = (given: Partial<Rating> = {}): Rating => ({
  ...{ id: 'x1', goalId: 'g1', score: 4, by: 'person', words: null, writtenBy: 'u1', told: null },
  ...{ at: '2026-11-01T10:00:00.000Z', rung: null, ...given },
})
const s1 = { id: 's1', goalId: 'g1', outcomeId: 'o1', referralId: 'r1' }
const facts = (given: Partial<LoopFacts> = {}): LoopFacts => ({
  ...{ outcomes: [kept()], links: [link()], suggestions: [s1], answers: [], ratings: [] },
  ...{ choices: [], reviewedOn: [], ...given },
})
const standingOf = (given: Partial<LoopFacts>) => loopOfGoal('g1', facts(given)).standing
const stateOf = (given: Partial<LoopFacts>) => loopOfGoal('g1', facts(given)).suggestions[0]?.state

test('happy: what a group says waits for the person and moves nothing', () => {
  const came = loopOfGoal('g1', facts())
  expect(came).toMatchObject({ standing: 'notSaid', own: null })
  expect(came.suggestions).toMatchObject([{ id: 's1', state: 'waiting', outcome }])
})

test.each(['yes', 'partly', 'no'] as const)('happy: the person’s %s is its standing', (says) => {
  expect(standingOf({ answers: [answer({ says })] })).toBe(says)
})

test('happy: the latest by when the person said it, whatever was written down later', () => {
  const earlier = answer({ id: 'c9', says: 'no', at: '2026-11-12T12:00:00.000Z' })
  expect(standingOf({ answers: [answer(), earlier] })).toBe('yes')
})

test('happy: not about this goal leaves the goal as it was', () => {
  expect(standingOf({ answers: [answer({ says: 'notAboutThis' })] })).toBe('notSaid')
})

test('happy: their own first and latest score; a group’s and a worker’s stay apart', () => {
  const later = rating({ id: 'x2', score: 7, at: '2026-11-13T10:00:00.000Z' })
  // Whoever else gave a number did so before and after both of the person's own.
  const others = (['group', 'worker', 'representative'] as const).flatMap((by) => [
    rating({ id: `first ${by}`, by, score: 9, at: '2026-10-01T10:00:00.000Z' }),
    rating({ id: `last ${by}`, by, score: 10, at: '2026-11-20T10:00:00.000Z' }),
  ])
  const { own } = loopOfGoal('g1', facts({ ratings: [...others, later, rating()] }))
  expect(own).toEqual({ first: rating(), latest: later })
})

test('secure: what a representative says is shown beside, and stands for nothing', () => {
  const answers = [answer({ saidBy: 'representative' })]
  expect(standingOf({ answers })).toBe('notSaid')
  expect(stateOf({ answers })).toBe('waiting')
})

test('happy: corrected after an answer it asks again, and the answer stays', () => {
  const second = { revision: 2, timesCame: 2 }
  const given = { outcomes: [kept(second), kept()], answers: [answer()] }
  expect(stateOf(given)).toBe('changedSince')
  expect(standingOf(given)).toBe('yes')
})

test('happy: taken back by the group, what the person said stays said', () => {
  const taken = { revision: 2, standing: 'enteredInError', kind: null, words: null } as const
  const given = { outcomes: [kept(), kept(taken)], answers: [answer()] }
  expect(stateOf(given)).toBe('takenBack')
  expect(standingOf(given)).toBe('yes')
})

test('happy: a link taken away takes what came with it; the scores stay', () => {
  const given = {
    links: [link({ unlinkedAt: '2026-11-14T10:00:00.000Z' })],
    answers: [answer()],
    ratings: [rating()],
  }
  expect(stateOf(given)).toBe('unlinked')
  expect(standingOf(given)).toBe('notSaid')
  expect(loopOfGoal('g1', facts(given)).ratings).toEqual([rating()])
})

test('happy: unanswered and not linked any more, it is with what is not linked', () => {
  const links = [link({ unlinkedAt: '2026-11-14T10:00:00.000Z' })]
  expect(loopOfGoal('g1', facts({ links })).suggestions).toEqual([])
  expect(notLinked(facts({ links }))).toMatchObject([{ outcome }])
})

test('happy: told after a review of something before it, that is said', () => {
  const [said] = loopOfGoal('g1', facts({ reviewedOn: ['2026-11-11', '2026-10-01'] })).suggestions
  expect(said?.cameAfterReview).toBe(true)
  const [before] = loopOfGoal('g1', facts({ reviewedOn: ['2026-11-12'] })).suggestions
  expect(before?.cameAfterReview).toBe(false)
})

test('happy: removed notes leave what was answered; removed altogether, nothing', () => {
  const answers = [answer()]
  const with_ = (choice: 'removeNotes' | 'removeAll') =>
    loopOfGoal('g1', facts({ answers, choices: [{ assignmentId: 'a1', choice }] })).suggestions
  expect(with_('removeNotes')).toMatchObject([{ outcome: null, confirmations: [{ id: 'c1' }] }])
  expect(with_('removeAll')).toEqual([])
})

test('happy: removed of one group’s part, what another says of the referral stays', () => {
  const another = { ...s1, id: 's2', outcomeId: 'o2' }
  const { suggestions } = loopOfGoal('g1', {
    ...facts({ choices: [{ assignmentId: 'a1', choice: 'removeAll' }] }),
    outcomes: [kept(), kept({ id: 'o2' }, { assignmentId: 'a2' })],
    suggestions: [s1, another],
  })
  expect(suggestions).toMatchObject([{ id: 's2', state: 'waiting' }])
})

test('happy: what no goal is linked to is not dropped', () => {
  expect(notLinked(facts({ links: [] }))).toMatchObject([{ referralId: 'r1', outcome }])
  expect(notLinked(facts())).toEqual([])
})
