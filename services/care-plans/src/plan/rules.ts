import type { PlanPart, PlanState } from '@waymark/contracts'
import {
  type Actor,
  AppError,
  conflict,
  type FieldProblem,
  invalid,
  londonDay,
  type UserActor,
} from '@waymark/core'
import type { planTable } from './tables.ts'

/** A plan as it is kept, without its lines. */
export type KeptPlan = Omit<typeof planTable.$inferSelect, 'tenant'>

export type PlanMove = Exclude<PlanState, 'draft'>

/** The whole life of a plan: from each state, where it can go. */
export const transitions: Readonly<Record<PlanState, readonly PlanMove[]>> = {
  draft: ['active', 'ended'],
  active: ['paused', 'ended'],
  paused: ['active', 'ended'],
  ended: [],
}

/** Whoever is signed in: a plan is written by somebody. */
export function userOf(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Sign in as somebody to do that.')
  return actor
}

export function newPlan(
  given: Pick<KeptPlan, 'id' | 'personId' | 'createdBy'>,
  now: Date,
): KeptPlan {
  return {
    ...given,
    state: 'draft',
    startedAt: null,
    decisions: null,
    agreement: null,
    nobodyElse: false,
    review: null,
    copy: null,
    notSharedNow: false,
    createdAt: now.toISOString(),
    version: 1,
  }
}

export function changed(plan: KeptPlan): KeptPlan {
  return { ...plan, version: plan.version + 1 }
}

/** Throws `conflict` once a plan has ended: it is kept as it was. */
export function demandRunning({ state }: Pick<KeptPlan, 'state'>): void {
  if (state === 'ended') throw conflict('This plan has ended.', { allowed: [] })
}

/** Moves it. Throws `conflict`, with where it can go, for a move that the table does not have. */
export function moved(plan: KeptPlan, to: PlanMove, now: Date): KeptPlan {
  const allowed = transitions[plan.state]
  if (!allowed.includes(to)) throw conflict('That cannot be done with this plan.', { allowed })
  const startedAt = to === 'active' ? (plan.startedAt ?? now.toISOString()) : plan.startedAt
  return changed({ ...plan, state: to, startedAt })
}

/** Saves one section. Throws `invalid`, by field, for what cannot be. */
export function withPart(plan: KeptPlan, given: PlanPart, now: Date): KeptPlan {
  demandRunning(plan)
  const problems = problemsOf(given, londonDay(now))
  if (problems.length > 0) throw invalid('Something needs mending.', problems)
  return changed({ ...plan, ...columnsOf(given) })
}

function columnsOf(given: PlanPart): Partial<KeptPlan> {
  switch (given.part) {
    case 'decisions': {
      const { decisionMaker, evidence, until } = given
      return { decisions: { decisionMaker, evidence, until } }
    }
    case 'agreement':
      return { agreement: { how: given.how, on: given.on } }
    case 'circle':
      return { nobodyElse: given.nobodyElse }
    case 'review': {
      const { on, reviewerName, reviewerId, inBetween } = given
      return { review: { on, reviewerName, reviewerId, inBetween } }
    }
    case 'copy':
      return { copy: { format: given.format, on: given.on } }
    case 'sharing':
      return { notSharedNow: given.notNow }
  }
}

function problemsOf(given: PlanPart, today: string): FieldProblem[] {
  const isPast = (on: string) => on <= today
  switch (given.part) {
    case 'decisions':
      return given.decisionMaker === 'person' || given.evidence !== null
        ? []
        : [{ pointer: '/evidence', detail: 'Say on what grounds somebody else decides.' }]
    case 'agreement':
    case 'copy':
      return isPast(given.on)
        ? []
        : [{ pointer: '/on', detail: 'Give a day that is not in the future.' }]
    case 'review':
      return given.on >= today ? [] : [{ pointer: '/on', detail: 'Give today or a later day.' }]
    default:
      return []
  }
}
