import type { Confirmation, Goal, Plan, PlanTask, Rating, Suggestion } from '@waymark/contracts'
import { anOutcome } from '../outcome/testing.ts'
import { aPersonRead } from '../people/testing.ts'
import { aReferralRead } from '../referrals/testing.ts'

const ids = {
  plan: '0198c9a0-0000-7000-8000-000000000031',
  goal: '0198c9a0-0000-7000-8000-000000000032',
  said: '0198c9a0-0000-7000-8000-000000000033',
  rating: '0198c9a0-0000-7000-8000-000000000034',
  answer: '0198c9a0-0000-7000-8000-000000000035',
  entry: '0198c9a0-0000-7000-8000-000000000036',
  user: '0198c9a0-0000-7000-8000-000000000037',
} as const

const written = { by: ids.user, at: '2026-11-20T10:00:00Z', version: 2 } as const

/** A score of the person's own, in a test of a page. */
export function aRating(given: Partial<Rating> = {}): Rating {
  return {
    ...{ id: ids.rating, goalId: ids.goal, score: 4, by: 'person', words: null },
    ...{ writtenBy: ids.user, told: { how: 'phone', on: '2026-11-20' } },
    ...{ at: '2026-11-20T12:00:00Z', rung: null },
    ...given,
  }
}

/** What the person answered to the first revision, in a test of a page. */
export function anAnswer(given: Partial<Confirmation> = {}): Confirmation {
  return {
    ...{ id: ids.answer, suggestionId: ids.said, revision: 1, says: 'partly' },
    ...{ words: 'The best hour of the week.', score: 7, saidBy: 'person', writtenBy: ids.user },
    ...{ told: { how: 'phone', on: '2026-11-25' }, at: '2026-11-25T12:00:00Z' },
    tellReferrer: true,
    ...given,
  }
}

/** What a group says beside a goal, in a test of a page: it waits. */
export function aSuggestion(given: Partial<Suggestion> = {}): Suggestion {
  return {
    ...{ id: ids.said, goalId: ids.goal, referralId: aReferralRead().id, state: 'waiting' },
    ...{ outcome: anOutcome(), listingName: 'Tuesday Lunch Club', organisationName: 'St Aidan’s' },
    ...{ cameAfterReview: false, confirmations: [] },
    ...given,
  }
}

/** A goal in her own words, in a test of a page. */
export function aGoal(given: Partial<Goal> = {}): Goal {
  return {
    ...{ id: ids.goal, planId: ids.plan, words: 'See people twice a week', wording: 'verbatim' },
    ...{ language: 'en', whyItMatters: null, goodLooksLike: null, importance: null },
    ...{ confidence: null, agreedWith: [], agreedByPerson: true, agreedOn: null },
    ...{ state: 'agreed', standing: 'notSaid', own: null, ratings: [], actions: [] },
    ...{ referrals: [], suggestions: [], ...written },
    ...given,
  }
}

/** A plan with one goal and one thing that matters, in a test of a page. */
export function aPlan(given: Partial<Plan> = {}): Plan {
  const entry = { kind: 'whatMatters', words: 'Seeing people.', saidByPerson: true } as const
  return {
    ...{ id: ids.plan, personId: aPersonRead().id, state: 'draft', startedAt: null },
    ...{ decisions: null, agreement: null, nobodyElse: false, review: null, copy: null },
    notSharedNow: false,
    entries: [{ id: ids.entry, ...entry, ...written }],
    ...{ circle: [], conversations: [], goals: [aGoal()], notLinked: [], stopped: [], version: 3 },
    ...given,
  }
}

/** Something to do for a plan, in a test of a page. */
export function aTask(given: Partial<PlanTask> = {}): PlanTask {
  return {
    ...{ kind: 'askPerson', personId: aPersonRead().id, planId: ids.plan, goalId: ids.goal },
    ...{ suggestionId: ids.said, ratingId: null, since: '2026-11-25T10:00:00Z' },
    ...given,
  }
}
