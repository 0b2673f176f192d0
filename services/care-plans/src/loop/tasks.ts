import { decide } from '@waymark/auth'
import { type Plan, type PlanTask, ringTodayAtMost } from '@waymark/contracts'
import { type Actor, AppError, londonDay, londonInstant } from '@waymark/core'
import { listPeopleOf } from '@waymark/relationships'
import type { Deps } from '../deps.ts'
import { userOf } from '../plan/rules.ts'
import { listRunning } from '../plan/store.ts'
import { viewPlan } from '../plan/view.ts'

const mostShown = 200
const pressing = ['ringToday', 'askPerson', 'linkOutcome', 'reviewDue'] as const

/** What somebody has to do for the plans of those they work with, the most pressing first. */
export async function listPlanTasks(deps: Deps, actor: Actor): Promise<{ contents: PlanTask[] }> {
  const { tenant, userId } = userOf(actor)
  if (!decide(actor, 'plan.read', { tenant, worksWith: [userId] }).allowed) {
    throw new AppError('forbidden', 'Your role works with nobody’s plan.')
  }
  const { reader } = deps.db
  const personIds = await listPeopleOf(reader, { tenant, userId })
  const tasks: PlanTask[] = []
  for (const kept of await listRunning(reader, tenant, personIds)) {
    const plan = await viewPlan(reader, tenant, kept)
    deps.reads.note(actor, { action: 'plan.listed', subject: plan.personId })
    tasks.push(...tasksOf(plan, londonDay(deps.now())))
  }
  return { contents: tasks.sort(byPress).slice(0, mostShown) }
}

/** What a plan asks of who works with the person. `today` is the day in Europe/London. */
export function tasksOf(plan: Plan, today: string): PlanTask[] {
  const of = { personId: plan.personId, planId: plan.id }
  const none = { ...of, goalId: null, suggestionId: null, ratingId: null }
  const ofGoals = plan.goals.flatMap(({ id: goalId, ratings, suggestions }): PlanTask[] => [
    ...ratings
      .filter(({ by, score, rung }) => by !== 'group' && by !== 'worker' && isLow(score, rung))
      .map(({ id: ratingId, at: since }) => ({
        ...{ ...none, kind: 'ringToday' as const, goalId, ratingId, since },
      })),
    ...suggestions
      .filter(({ state }) => state === 'waiting' || state === 'changedSince')
      .flatMap(({ id: suggestionId, outcome }) =>
        outcome === null
          ? []
          : {
              ...{ ...none, kind: 'askPerson' as const, goalId, suggestionId },
              since: outcome.saidAt,
            },
      ),
  ])
  const unlinked = plan.notLinked.flatMap(({ outcome }) =>
    outcome === null ? [] : { ...none, kind: 'linkOutcome' as const, since: outcome.saidAt },
  )
  return [
    ...ofGoals,
    ...unlinked,
    ...reviewsOf(plan, today).map((since) => ({ ...none, kind: 'reviewDue' as const, since })),
  ]
}

/** Nine in the morning of the day on which a review is due; nothing before that day. */
function reviewsOf({ review, state }: Plan, today: string): string[] {
  if (review === null || review.on > today || state !== 'active') return []
  return [londonInstant(review.on, '09:00').toISOString()]
}

function isLow(score: number, rung: object | null): boolean {
  return score <= ringTodayAtMost && rung === null
}

function byPress(one: PlanTask, other: PlanTask): number {
  const press = pressing.indexOf(one.kind) - pressing.indexOf(other.kind)
  return press || (one.since < other.since ? -1 : Number(one.since > other.since))
}
