import type { Goal, NoteChoice, Outcome, Rating, Suggestion } from '@waymark/contracts'
import { londonDay } from '@waymark/core'

/** What a group said, as it was taken. A later revision stands beside an earlier one. */
export interface KeptOutcome {
  readonly outcomeId: string
  readonly revision: number
  /** The group's part of the referral: stops and choices are about one part. */
  readonly assignmentId: string
  readonly referralId: string
  /** Null: the person had it removed. */
  readonly outcome: Outcome | null
  readonly listingName: string
  readonly organisationName: string
}

/** That a referral is linked to a goal, until it is not. */
export interface GoalLink {
  readonly id: string
  readonly goalId: string
  readonly referralId: string
  readonly linkedAt: string
  readonly unlinkedAt: string | null
}

type Answer = Suggestion['confirmations'][number]

/** An answer to what a group said, beside one goal. */
export interface KeptAnswer extends Answer {
  readonly goalId: string
  readonly outcomeId: string
}

/** That what a group said stands beside a goal. */
export interface KeptSuggestion {
  readonly id: string
  readonly goalId: string
  readonly outcomeId: string
  readonly referralId: string
}

/** All that is known of the loop of one plan: in any order, and any of it more than once. */
export interface LoopFacts {
  readonly outcomes: readonly KeptOutcome[]
  readonly links: readonly GoalLink[]
  readonly suggestions: readonly KeptSuggestion[]
  readonly answers: readonly KeptAnswer[]
  readonly ratings: readonly Rating[]
  readonly choices: readonly { readonly assignmentId: string; readonly choice: NoteChoice }[]
  /** The days of reviews that were held. */
  readonly reviewedOn: readonly string[]
}

/** What the loop adds to one goal. */
export type LoopOfGoal = Pick<Goal, 'standing' | 'own' | 'ratings' | 'referrals' | 'suggestions'>

/**
 * What came back to one goal: a function of the facts alone, whatever order they came in. Only the
 * person's own answers make its standing; silence makes nothing.
 */
export function loopOfGoal(goalId: string, facts: LoopFacts): LoopOfGoal {
  const links = unique(facts.links.filter((link) => link.goalId === goalId && !link.unlinkedAt))
  const linked = new Set(links.map(({ referralId }) => referralId))
  const ratings = unique(facts.ratings.filter((rating) => rating.goalId === goalId)).sort(byTime)
  const suggestions = unique(facts.suggestions.filter((each) => each.goalId === goalId))
    .map((each) => viewSuggestion(each, facts, linked))
    .filter((each) => each !== null)
    .sort((one, other) => compare(saidAtOf(one), saidAtOf(other)) || compare(one.id, other.id))
  return {
    standing: standingOf(suggestions),
    own: ownOf(ratings),
    ratings,
    referrals: [
      ...new Map(links.sort(byLinked).map((link) => [link.referralId, link])).values(),
    ].map(({ referralId, linkedAt }) => ({ referralId, linkedAt })),
    suggestions,
  }
}

function viewSuggestion(
  { id, goalId, outcomeId, referralId }: KeptSuggestion,
  facts: LoopFacts,
  linked: ReadonlySet<string>,
): Suggestion | null {
  const latest = latestOf(facts.outcomes, outcomeId)
  if (latest === undefined) return null
  const { assignmentId } = latest
  const choice = facts.choices.find((each) => each.assignmentId === assignmentId)?.choice
  const isRemoved = choice === 'removeNotes' || choice === 'removeAll'
  const outcome = isRemoved ? null : latest.outcome
  const answers = unique(facts.answers.filter((each) => each.suggestionId === id)).sort(byTime)
  // Nothing is left to say of what was removed, unless the person keeps what they answered.
  if (outcome === null && (choice === 'removeAll' || answers.length === 0)) return null
  const isLinked = linked.has(referralId)
  // Heard before its link was taken away, or after: unanswered it is with what is not linked.
  if (!isLinked && answers.length === 0) return null
  const { listingName, organisationName, revision } = latest
  return {
    ...{ id, goalId, referralId, outcome, listingName, organisationName },
    state: stateOf({ outcome, revision, answers, isLinked }),
    cameAfterReview: outcome !== null && isAfterReview(outcome, facts.reviewedOn),
    confirmations: answers.map(({ goalId: _, outcomeId: __, ...answer }) => answer),
  }
}

interface Stands {
  readonly outcome: Outcome | null
  readonly revision: number
  readonly answers: readonly Answer[]
  readonly isLinked: boolean
}

function stateOf({ outcome, revision, answers, isLinked }: Stands): Suggestion['state'] {
  if (!isLinked) return 'unlinked'
  if (outcome?.standing === 'enteredInError') return 'takenBack'
  // What somebody else says for the person is shown beside, and does not stand for their answer.
  const own = answers.filter(({ saidBy }) => saidBy === 'person')
  if (outcome === null || own.some((answer) => answer.revision === revision)) return 'answered'
  return own.length > 0 ? 'changedSince' : 'waiting'
}

/** By what the person said last of each thing that is linked and about this goal. */
function standingOf(suggestions: readonly Suggestion[]): Goal['standing'] {
  const said = suggestions
    .filter(({ state }) => state !== 'unlinked')
    .flatMap(({ confirmations }) => {
      const last = confirmations.findLast(({ saidBy }) => saidBy === 'person')
      return last === undefined || last.says === 'notAboutThis' ? [] : [last]
    })
    .sort(byTime)
    .at(-1)
  return said === undefined || said.says === 'notAboutThis' ? 'notSaid' : said.says
}

function ownOf(ratings: readonly Rating[]): Goal['own'] {
  const own = ratings.filter(({ by }) => by === 'person')
  const [first] = own
  const latest = own.at(-1)
  return first === undefined || latest === undefined ? null : { first, latest }
}

/** What groups said of referrals that no goal is linked to: not dropped, but not linked yet. */
export function notLinked({ outcomes, links, choices, reviewedOn }: LoopFacts) {
  const linked = new Set(
    links.filter(({ unlinkedAt }) => unlinkedAt === null).map(({ referralId }) => referralId),
  )
  const isRemoved = (assignmentId: string) =>
    choices.some((each) => each.assignmentId === assignmentId && each.choice !== 'keep')
  return [...new Set(outcomes.map(({ outcomeId }) => outcomeId))]
    .flatMap((outcomeId) => latestOf(outcomes, outcomeId) ?? [])
    .filter((said) => !linked.has(said.referralId) && !isRemoved(said.assignmentId))
    .flatMap(({ outcome, referralId, listingName, organisationName }) =>
      outcome === null || outcome.standing === 'enteredInError'
        ? []
        : {
            ...{ referralId, outcome, listingName, organisationName },
            cameAfterReview: isAfterReview(outcome, reviewedOn),
          },
    )
    .sort(
      ({ outcome: one }, { outcome: other }) =>
        compare(one.saidAt, other.saidAt) || compare(one.id, other.id),
    )
}

/** It happened by the latest review, and was told after it. */
function isAfterReview({ on, saidAt }: Outcome, reviewedOn: readonly string[]): boolean {
  const last = [...reviewedOn].sort(compare).at(-1)
  return last !== undefined && on !== null && on <= last && last < londonDay(new Date(saidAt))
}

function latestOf(outcomes: readonly KeptOutcome[], outcomeId: string): KeptOutcome | undefined {
  return outcomes
    .filter((each) => each.outcomeId === outcomeId)
    .sort((one, other) => one.revision - other.revision)
    .at(-1)
}

function saidAtOf({ outcome, confirmations: [answer] }: Suggestion): string {
  return outcome?.saidAt ?? answer?.at ?? ''
}

interface Dated {
  readonly id: string
  readonly at: string
}

/** By when the person gave it; of the same moment, by id: the order never turns on arrival. */
function byTime(one: Dated, other: Dated): number {
  return compare(one.at, other.at) || compare(one.id, other.id)
}

function byLinked(one: GoalLink, other: GoalLink): number {
  return compare(other.linkedAt, one.linkedAt) || compare(one.id, other.id)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

function unique<Kept extends { readonly id: string }>(kept: readonly Kept[]): Kept[] {
  return [...new Map(kept.map((each) => [each.id, each])).values()]
}
