import { planState } from '@waymark/contracts'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { formProblems, readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import type { Visitors } from '../session/visitor.ts'
import { type AtPlan, atPerson, atPlan, goOn, planHref, planPath, shownOf } from './at-plan.ts'
import { criteriaPages } from './criteria.tsx'
import { goalPages } from './goal-routes.tsx'
import { linePages } from './line-routes.tsx'
import { EndPlanView, NoPlanView, PlanView } from './overview.tsx'
import { partPages } from './part-routes.tsx'
import { PlanPage } from './plan-page.tsx'
import { stepPages } from './step-routes.tsx'
import { toldPages } from './told-routes.tsx'
import { isStale } from './typed.ts'
import { WholePlan } from './whole.tsx'

type MaybeNoPlan = Parameters<Parameters<typeof atPerson>[1]>[1]

/** A person's plan, for them and their link worker together. */
export function planPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const people: People = { deps, visitors }
  hono.get(
    planPath,
    atPerson(people, async (context, at) => show(context, at)),
  )
  hono.post(planPath, atPerson(people, begin))
  hono.post(`${planPath}/state`, atPlan(people, setState))
  hono.get(
    `${planPath}/end`,
    atPlan(people, async (context, at) => {
      if (at.plan.state === 'ended') return context.redirect(planHref(at.person.id), 303)
      return page(context, <EndPlanView {...shownOf(at)} />)
    }),
  )
  hono.get(
    `${planPath}/whole`,
    atPlan(people, async (context, at) =>
      page(
        context,
        <PlanPage {...shownOf(at)} title="The whole plan">
          <WholePlan {...shownOf(at)} />
        </PlanPage>,
      ),
    ),
  )
  linePages(hono, people)
  partPages(hono, people)
  goalPages(hono, people)
  stepPages(hono, people)
  toldPages(hono, people)
  criteriaPages(hono, people)
}

type Refused = Pick<Parameters<typeof PlanView>[0], 'problems'> & {
  readonly status: 409 | 422 | 429
}

function show(context: Context, at: MaybeNoPlan, refused?: Refused) {
  const { visitor, person, plan, today } = at
  const { problems = [], status } = refused ?? {}
  const done = context.req.query('done')
  const shown = { frame: visitor.frame, person, today, problems, done }
  if (plan === null) return page(context, <NoPlanView {...shown} />, status)
  return page(context, <PlanView {...shown} plan={plan} />, status)
}

async function begin(context: Context, at: MaybeNoPlan): Promise<Response> {
  const once = onceOf(await readForm(context))
  const { visitor, person } = at
  const asked = { body: { personId: person.id }, idempotencyKey: once }
  return carryOut({
    act: () => visitor.carePlans.createPlan(asked),
    onDone: () => goOn(context, planHref(person.id), 'begun'),
    problemsOf: (error) => formProblems(error, 'begin'),
    onRefused: async (problems, status) =>
      // A colleague was quicker: there is one plan, and it is that one.
      status === 409
        ? context.redirect(planHref(person.id), 303)
        : show(context, at, { problems, status }),
  })
}

/** Over the version that stands: what a plan can become depends on nothing else that was read. */
async function setState(context: Context, at: AtPlan): Promise<Response> {
  const form = await readForm(context)
  const to = planState.exclude(['draft']).safeParse(form.get('to'))
  if (!to.success) return context.redirect(planHref(at.person.id), 303)
  const { carePlans } = at.visitor
  const params = { id: at.plan.id }
  try {
    await carePlans.setPlanState({ params, body: { state: to.data }, ifMatch: at.plan.version })
  } catch (error) {
    const plan = await carePlans.readPlan({ params })
    // The first of two presses has done it.
    if (plan.state === to.data) return goOn(context, planHref(at.person.id), 'state')
    const problems = isStale(error) ? [pressAgain] : formProblems(error, 'state')
    return show(context, { ...at, plan }, { problems, status: 409 })
  }
  return goOn(context, planHref(at.person.id), 'state')
}

const pressAgain = {
  field: 'state',
  message: 'Somebody wrote in this plan at the same moment. Look at it, and press again',
}
