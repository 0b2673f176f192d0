import type { Outcome } from '@waymark/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeptOutcome, type LoopFacts, loopOfGoal, notLinked } from './rules.ts'

const orders = 5_000
const seed = 20_261_126
const goalIds = ['g1', 'g2'] as const
const referralIds = ['r1', 'r2'] as const
/** A referral's first group, and the one that was asked after it. */
const partsOf = { r1: ['r1-a', 'r1-b'], r2: ['r2-a', 'r2-b'] } as const

/** Few moments, so that many things happened in the same one; one is before a review. */
const moment = fc.integer({ min: 10, max: 16 }).map((day) => `2026-11-${day}T10:00:00.000Z`)
const score = fc.integer({ min: 0, max: 10 })
const goalId = fc.constantFrom(...goalIds)
const referralId = fc.constantFrom(...referralIds)

/** The sixth of what groups say, in up to three revisions: corrected, or taken back. */
const outcomeIds = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] as const
const whoseIs = (outcomeId: string) => {
  const number = Number(outcomeId.slice(1))
  const of = referralIds[number % 2] ?? 'r1'
  const assignmentId = partsOf[of][number % 3 === 0 ? 1 : 0]
  return { referralId: of, assignmentId }
}

const outcome = fc
  .record({
    id: fc.constantFrom(...outcomeIds),
    revision: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom('stillComing', 'cameAFewTimes', 'finished', 'notKnown'),
    standing: fc.constantFrom('final', 'final', 'enteredInError'),
    saidAt: moment,
    wasRemoved: fc.nat(9).map((of) => of === 0),
  })
  .map(({ wasRemoved, ...given }): KeptOutcome => {
    const { id, revision, standing, saidAt } = given
    const stands = standing === 'final'
    const said: Outcome = {
      ...{ id, revision, saidAt, firstSaidAt: saidAt, standing },
      assignmentId: whoseIs(id).assignmentId,
      ...{ kind: stands ? given.kind : null, on: stands ? '2026-11-10' : null, timesCame: null },
      words: stands ? { text: `${id} in revision ${revision}`, quotesPerson: false } : null,
      ...{ source: 'link', told: null },
    }
    const names = { listingName: 'Lunch club', organisationName: 'St Aidan’s' }
    return { outcomeId: id, revision, ...whoseIs(id), outcome: wasRemoved ? null : said, ...names }
  })

const link = fc
  .record({ goalId, referralId, linkedAt: moment, number: fc.nat(3) })
  .map(({ number, ...given }) => ({
    ...{ id: `l-${given.goalId}-${given.referralId}-${number}`, ...given },
    // The unique index lets one of them run.
    unlinkedAt: number === 0 ? null : given.linkedAt,
  }))

const suggestionOf = (of: string, outcomeId: string) => ({
  ...{ id: `s-${of}-${outcomeId}`, goalId: of, outcomeId },
  referralId: whoseIs(outcomeId).referralId,
})
/** Whatever was heard stands beside each goal, as linking and hearing see to in any order. */
const suggestions = goalIds.flatMap((of) => outcomeIds.map((id) => suggestionOf(of, id)))

const answer = fc
  .record({
    ...{ number: fc.nat(99), of: fc.constantFrom(...suggestions), at: moment },
    revision: fc.integer({ min: 1, max: 3 }),
    says: fc.constantFrom('yes', 'partly', 'no', 'notAboutThis'),
    saidBy: fc.constantFrom('person', 'person', 'representative'),
    score: fc.option(score),
  })
  .map(({ number, of, ...given }) => ({
    ...{ id: `c${number}`, suggestionId: of.id, goalId: of.goalId, outcomeId: of.outcomeId },
    ...{ ...given, words: null, writtenBy: 'u1', told: null, tellReferrer: true },
  }))

const rating = fc
  .record({
    ...{ id: fc.nat(99).map((number) => `x${number}`), goalId, score, at: moment },
    by: fc.constantFrom('person', 'representative', 'worker', 'group'),
  })
  .map((given) => ({ ...given, words: null, writtenBy: 'u1', told: null, rung: null }))

const choice = fc.record({
  assignmentId: fc.constantFrom(...partsOf.r1, ...partsOf.r2),
  choice: fc.constantFrom('keep', 'removeNotes', 'removeAll'),
})

const some = <T>(each: fc.Arbitrary<T>, keyOf: (one: T) => string) =>
  fc.uniqueArray(each, { selector: keyOf, maxLength: 12 })

const facts: fc.Arbitrary<LoopFacts> = fc.record({
  outcomes: some(outcome, ({ outcomeId, revision }) => `${outcomeId} ${revision}`),
  links: some(link, ({ id }) => id),
  suggestions: fc.constant(suggestions),
  answers: some(answer, ({ id }) => id),
  ratings: some(rating, ({ id }) => id),
  choices: some(choice, ({ assignmentId }) => assignmentId),
  reviewedOn: fc.subarray(['2026-10-01', '2026-11-11', '2026-11-13']),
})

/** The same facts in another order, each once at least and some of them again. */
function mixed<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...list]).chain((again) => {
    const all = [...list, ...again]
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
  })
}

const mixedFacts = ({ suggestions: _, ...given }: LoopFacts): fc.Arbitrary<LoopFacts> =>
  fc.record({
    suggestions: mixed(suggestions),
    outcomes: mixed(given.outcomes),
    links: mixed(given.links),
    answers: mixed(given.answers),
    ratings: mixed(given.ratings),
    choices: mixed(given.choices),
    reviewedOn: mixed(given.reviewedOn),
  })

const stateOf = (given: LoopFacts) => [
  ...goalIds.map((id) => loopOfGoal(id, given)),
  notLinked(given),
]

const told = facts.chain((given) => fc.tuple(fc.constant(given), mixedFacts(given)))

test('happy: 5,000 lives of a plan, each repeated and shuffled, stand as they did', () => {
  const seen = new Set<string>()
  const same = fc.property(told, ([given, again]) => {
    const state = stateOf(given)
    expect(stateOf(again)).toEqual(state)
    for (const { suggestions: found } of goalIds.map((id) => loopOfGoal(id, given))) {
      for (const each of found) seen.add(each.state)
    }
  })
  fc.assert(same, { numRuns: orders, seed })
  // Every way in which it can stand was met.
  expect([...seen].sort()).toEqual(['answered', 'changedSince', 'takenBack', 'unlinked', 'waiting'])
})

test('secure: in no order does a group, a worker or a representative move a goal', () => {
  const onlyOthers = ({ answers, ...given }: LoopFacts): LoopFacts => ({
    ...given,
    answers: answers.filter(({ saidBy }) => saidBy === 'representative'),
  })
  const unmoved = fc.property(told, ([, again]) => {
    for (const id of goalIds) expect(loopOfGoal(id, onlyOthers(again)).standing).toBe('notSaid')
  })
  fc.assert(unmoved, { numRuns: orders / 5, seed })
})
