import type { Goal } from '@waymark/contracts'
import { goalState } from '@waymark/contracts'
import { notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { formProblems, readForm } from '../forms.ts'
import { orNullWhenAway } from '../people/everyone.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { namesOfAccounts } from './account-names.ts'
import { type AtPlan, atPlan, goalHref, goOn, planHref, planPath, shownOf } from './at-plan.ts'
import { changeLine, type Refused, type RefusedLine, readAgain, versionIn } from './change-line.ts'
import { goalKind } from './goal-form.tsx'
import { GoalsView } from './goal-list.tsx'
import { GoalView } from './goal-page.tsx'
import { LineFormView } from './lines.tsx'
import { changedProblem } from './plan-page.tsx'
import { backToGoal } from './told-page.tsx'
import { asTyped, isStale, refusedBy } from './typed.ts'

/** A goal and its page: only an id, as `new` is a page of its own. */
export const goalPath = `${planPath}/goals/:goalId{[0-9a-f-]{36}}`

/** A page of one goal. */
export interface AtGoal extends AtPlan {
  readonly goal: Goal
}

/** For those who work with the person; a goal that is not there is no page. */
export function atGoal(
  people: People,
  handle: (context: Context, at: AtGoal) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return atPlan(people, async (context, at) => handle(context, withGoal(context, at)))
}

export function withGoal(context: Context, at: AtPlan): AtGoal {
  const goal = at.plan.goals.find(({ id }) => id === context.req.param('goalId'))
  if (goal === undefined) throw notFound('goal')
  return { ...at, goal }
}

/** The goals, each of them, writing one down, changing one, and saying whether it is worked on. */
export function goalPages(hono: ServiceApp['hono'], people: People): void {
  hono.get(
    `${planPath}/goals`,
    atPlan(people, async (context, at) => page(context, <GoalsView {...shownOf(at)} />)),
  )
  hono.get(
    `${planPath}/goals/new`,
    atPlan(people, async (context, at) => showNew(context, at)),
  )
  hono.post(`${planPath}/goals/new`, atPlan(people, addGoal))
  hono.get(
    goalPath,
    atGoal(people, (context, at) => showGoal(context, at, people)),
  )
  hono.get(
    `${goalPath}/change`,
    atGoal(people, async (context, at) => showChange(context, at)),
  )
  hono.post(
    `${goalPath}/change`,
    atGoal(people, (context, at) => changeGoal(context, at, people)),
  )
  hono.post(
    `${goalPath}/state`,
    atGoal(people, (context, at) => setState(context, at, people)),
  )
}

type GoalRefused = Pick<Refused, 'problems' | 'status'>

/** The page of a goal, with what was just done or could not be. */
export async function showGoal(
  context: Context,
  at: AtGoal,
  { deps }: People,
  refused?: GoalRefused,
): Promise<Response> {
  const { visitor, person, plan, goal } = at
  const query = { state: 'all', personId: person.id } as const
  const rangBy = goal.ratings.map(({ rung }) => rung?.by ?? null)
  const [referrals, names] = await Promise.all([
    orNullWhenAway(async () => (await visitor.referrals.listReferrals({ query })).contents),
    namesOfAccounts(deps, [goal.by, ...rangBy]),
  ])
  const shown = { ...shownOf(at), goal, referrals, names, isOpen: plan.state !== 'ended' }
  const { problems = [], status } = refused ?? {}
  const done = context.req.query('done')
  return page(context, <GoalView {...shown} {...{ problems, done }} />, status)
}

/** In their own language, until somebody says otherwise. Whose words they are, is asked. */
function newGoal({ person }: AtPlan) {
  return asTyped({ language: person.communication?.language ?? 'en' })
}

function showNew(context: Context, at: AtPlan, refused?: Refused) {
  const { typed = newGoal(at), problems = [], status } = refused ?? {}
  const shown = {
    ...{ ...shownOf(at), typed, problems, line: null, Fields: goalKind.Fields },
    title: 'Write down a goal',
    back: { href: planHref(at.person.id), label: 'The plan' },
    action: planHref(at.person.id, 'goals/new'),
  }
  return page(context, <LineFormView {...shown} />, status)
}

async function addGoal(context: Context, at: AtPlan): Promise<Response> {
  const typed = await readForm(context)
  const { given, problems } = goalKind.read(typed)
  if (given === null) return showNew(context, at, { typed, problems, status: 422 })
  const { person, plan, visitor } = at
  const once = onceOf(typed)
  let href = planHref(person.id)
  return carryOut({
    act: async () => {
      const { goals } = await given.add(visitor.carePlans, plan.id, once)
      const added = goals.findLast(({ id }) => plan.goals.every((goal) => goal.id !== id))
      if (added !== undefined) href = goalHref(person.id, added.id)
    },
    onDone: () => goOn(context, href, 'saved'),
    problemsOf: (error) => refusedBy(error, goalKind.first, goalKind.fields),
    onRefused: async (found, status) => showNew(context, at, { typed, problems: found, status }),
  })
}

function lineIn(context: Context, now: AtPlan) {
  const { goal } = withGoal(context, now)
  const { id, version, by } = goal
  return { id, version, by, shown: goalKind.show(goal, now.today), typed: goalKind.typedOf(goal) }
}

function showChange(context: Context, at: AtPlan, refused?: RefusedLine) {
  const now = withGoal(context, at)
  const line = lineIn(context, now)
  const { typed = line.typed, problems = [], status, stale } = refused ?? {}
  const shown = {
    ...{ ...shownOf(at), line, typed, problems, stale, Fields: goalKind.Fields },
    title: 'Change this goal',
    back: backToGoal(now),
    action: goalHref(at.person.id, line.id, 'change'),
  }
  return page(context, <LineFormView {...shown} />, status)
}

async function changeGoal(context: Context, at: AtGoal, { deps }: People): Promise<Response> {
  return changeLine({
    ...{ deps, at, kind: goalKind, typed: await readForm(context) },
    lineIn: (now) => lineIn(context, now),
    show: (now, refused) => showChange(context, now, refused),
    onGone: () => context.redirect(planHref(at.person.id), 303),
    onDone: () => goOn(context, goalHref(at.person.id, at.goal.id), 'saved'),
  })
}

async function setState(context: Context, at: AtGoal, people: People): Promise<Response> {
  const form = await readForm(context)
  const { visitor, person, goal } = at
  const state = goalState.safeParse(form.get('state'))
  const again = async (problems: GoalRefused['problems'], status: GoalRefused['status']) =>
    showGoal(context, withGoal(context, await readAgain(at)), people, { problems, status })
  if (!state.success) {
    return again([{ field: 'state', message: 'Say whether somebody is working on it' }], 422)
  }
  const body = { state: state.data }
  const asked = { params: { id: goal.id }, body, ifMatch: versionIn(form) }
  try {
    await visitor.carePlans.setGoalState(asked)
  } catch (error) {
    if (isStale(error)) return again([{ ...changedProblem, field: 'state' }], 409)
    return again(formProblems(error, 'state'), 422)
  }
  return goOn(context, goalHref(person.id, goal.id), 'saved')
}
