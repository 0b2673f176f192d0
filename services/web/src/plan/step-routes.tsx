import { notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { type AtPlan, goalHref, goOn, shownOf } from './at-plan.ts'
import { changeLine, type Refused, type RefusedLine } from './change-line.ts'
import { type AtGoal, atGoal, goalPath, withGoal } from './goal-routes.tsx'
import { LineFormView } from './lines.tsx'
import { newStep, stepKind } from './step-form.tsx'
import { backToGoal } from './told-page.tsx'
import { refusedBy } from './typed.ts'

/** The steps towards a goal: writing one down, and saying how far it has come. */
export function stepPages(hono: ServiceApp['hono'], people: People): void {
  const steps = `${goalPath}/steps`
  const step = `${steps}/:stepId{[0-9a-f-]{36}}`
  hono.get(
    steps,
    atGoal(people, async (context, at) => showNew(context, at)),
  )
  hono.post(steps, atGoal(people, addStep))
  hono.get(
    step,
    atGoal(people, async (context, at) => showChange(context, at)),
  )
  hono.post(
    step,
    atGoal(people, (context, at) => changeStep(context, at, people)),
  )
}

function showNew(context: Context, at: AtGoal, refused?: Refused) {
  const { typed = newStep, problems = [], status } = refused ?? {}
  const shown = {
    ...{ ...shownOf(at), typed, problems, line: null, Fields: stepKind.Fields },
    title: 'Write down a step',
    back: backToGoal(at),
    action: goalHref(at.person.id, at.goal.id, 'steps'),
  }
  return page(context, <LineFormView {...shown} />, status)
}

async function addStep(context: Context, at: AtGoal): Promise<Response> {
  const typed = await readForm(context)
  const { given, problems } = stepKind.read(typed)
  if (given === null) return showNew(context, at, { typed, problems, status: 422 })
  const { visitor, person, goal } = at
  const once = onceOf(typed)
  return carryOut({
    act: () => given.add(visitor.carePlans, goal.id, once),
    onDone: () => goOn(context, goalHref(person.id, goal.id), 'saved'),
    problemsOf: (error) => refusedBy(error, stepKind.first, stepKind.fields),
    onRefused: async (found, status) => showNew(context, at, { typed, problems: found, status }),
  })
}

function lineIn(context: Context, now: AtPlan) {
  const { goal } = withGoal(context, now)
  const step = goal.actions.find(({ id }) => id === context.req.param('stepId'))
  if (step === undefined) throw notFound('step')
  const { id, version, by } = step
  return { id, version, by, shown: stepKind.show(step, now.today), typed: stepKind.typedOf(step) }
}

function showChange(context: Context, at: AtPlan, refused?: RefusedLine) {
  const now = withGoal(context, at)
  const line = lineIn(context, at)
  const { typed = line.typed, problems = [], status, stale } = refused ?? {}
  const shown = {
    ...{ ...shownOf(at), line, typed, problems, stale, Fields: stepKind.Fields },
    title: 'Change this step',
    back: backToGoal(now),
    action: goalHref(at.person.id, now.goal.id, `steps/${line.id}`),
  }
  return page(context, <LineFormView {...shown} />, status)
}

async function changeStep(context: Context, at: AtGoal, { deps }: People): Promise<Response> {
  return changeLine({
    ...{ deps, at, kind: stepKind, typed: await readForm(context) },
    lineIn: (now) => lineIn(context, now),
    show: (now, refused) => showChange(context, now, refused),
    onGone: (now, refused) => showNew(context, withGoal(context, now), refused),
    onDone: () => goOn(context, goalHref(at.person.id, at.goal.id), 'saved'),
  })
}
