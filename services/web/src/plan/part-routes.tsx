import type { PlanPart } from '@waymark/contracts'
import { keysOf, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { page, type RefusedStatus } from '../referrals/follow.tsx'
import { type AtPlan, atPlan, goOn, planHref, planPath } from './at-plan.ts'
import { markOf, type Part } from './part.ts'
import { PartView } from './part-page.tsx'
import { type PartName, parts } from './parts.tsx'
import { changedProblem } from './plan-page.tsx'
import { isStale, refusedBy, saysAlready, type Typed } from './typed.ts'

/** The sections that are one answer each, and "nobody else" of the circle. */
export function partPages(hono: ServiceApp['hono'], people: People): void {
  const path = `${planPath}/:part{(?:${keysOf(parts).join('|')})}`
  hono.get(
    path,
    atPlan(people, async (context, at) => showPart(context, at)),
  )
  hono.post(path, atPlan(people, savePartForm))
  hono.post(`${planPath}/nobody-else`, atPlan(people, saveNobodyElse))
}

function partOf(context: Context): { readonly name: PartName; readonly part: Part } {
  const name = keysOf(parts).find((each) => each === context.req.param('part'))
  if (name === undefined) throw notFound('page')
  return { name, part: parts[name] }
}

interface Refused {
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
  readonly isStale?: boolean
}

function showPart(context: Context, at: AtPlan, refused?: Refused) {
  const { visitor, person, plan, today } = at
  const { name, part } = partOf(context)
  const { typed = part.typedOf(plan), problems = [], status } = refused ?? {}
  const shown = {
    ...{ person, plan, today, name, part, typed, problems },
    mark: markOf(part, plan),
  }
  const stale = refused?.isStale ?? false
  return page(context, <PartView frame={visitor.frame} {...shown} isStale={stale} />, status)
}

async function savePartForm(context: Context, at: AtPlan): Promise<Response> {
  const typed = await readForm(context)
  const { part } = partOf(context)
  const { given, problems } = part.read(typed)
  if (given === null) return showPart(context, at, { typed, problems, status: 422 })
  const was = typed.get('was') ?? markOf(part, at.plan)
  try {
    const saved = await savePart(at, given, ({ plan }) => markOf(part, plan) === was)
    if (saved !== null && !saysAlready(part.typedOf(saved.plan), typed)) {
      const both = { typed, problems: [changedProblem], status: 409, isStale: true } as const
      return showPart(context, saved, both)
    }
  } catch (error) {
    const found = refusedBy(error, part.first, part.fields)
    return showPart(context, at, { typed, problems: found, status: 422 })
  }
  return goOn(context, planHref(at.person.id), 'saved')
}

/** More than this many others saving something at the same moment is not this form's to mend. */
const mostTries = 5

/**
 * Saves a section over the version that stands. Another section that was saved in between is no
 * reason to stop; where this one was, gives back what stands now. Null: saved.
 */
async function savePart(
  at: AtPlan,
  body: PlanPart,
  isAsRead: (now: AtPlan) => boolean,
): Promise<AtPlan | null> {
  const { carePlans } = at.visitor
  const params = { id: at.plan.id }
  let now = at
  for (let tries = 1; isAsRead(now); tries += 1) {
    try {
      await carePlans.setPlanPart({ params, body, ifMatch: now.plan.version })
      return null
    } catch (error) {
      if (!isStale(error) || tries === mostTries) throw error
    }
    now = { ...now, plan: await carePlans.readPlan({ params }) }
  }
  return now
}

async function saveNobodyElse(context: Context, at: AtPlan): Promise<Response> {
  const form = await readForm(context)
  const nobodyElse = form.get('nobodyElse') === 'yes'
  await savePart(at, { part: 'circle', nobodyElse }, () => true)
  return goOn(context, planHref(at.person.id, 'circle'), 'saved')
}
