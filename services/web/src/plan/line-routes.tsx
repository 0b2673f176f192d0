import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page, type RefusedStatus } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { namesOfAccounts } from './account-names.ts'
import { type AtPlan, atPlan, goOn, planHref, planPath } from './at-plan.ts'
import { ChangeLineView, RemoveLineView, SectionView } from './lines.tsx'
import { NobodyElse } from './part-page.tsx'
import { changedProblem } from './plan-page.tsx'
import { lineAt, type Section, type SectionName, sectionAt, sectionPattern } from './sections.ts'
import { isStale, nothingTyped, refusedBy, saysAlready, type Typed } from './typed.ts'

interface Refused {
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
}

interface AtSection {
  readonly name: SectionName
  readonly section: Section
}

/** The sections that are lists: adding a line, changing one, taking one out. */
export function linePages(hono: ServiceApp['hono'], people: People): void {
  const list = `${planPath}/:section{${sectionPattern}}`
  const line = `${list}/:lineId{[0-9a-f-]{36}}`
  hono.get(
    list,
    atPlan(people, async (context, at) => showSection(context, at)),
  )
  hono.post(list, atPlan(people, add))
  hono.get(
    line,
    atPlan(people, async (context, at) => showLine(context, at)),
  )
  hono.post(
    line,
    atPlan(people, (context, at) => change(context, at, people)),
  )
  hono.get(
    `${line}/remove`,
    atPlan(people, async (context, at) => showRemoval(context, at)),
  )
  hono.post(`${line}/remove`, atPlan(people, remove))
}

function sectionOf(context: Context): AtSection {
  const name = context.req.param('section') ?? ''
  // The route lets only their names through.
  return { name: name as SectionName, section: sectionAt(name) }
}

function shownOf({ visitor, person, plan, today }: AtPlan) {
  return { frame: visitor.frame, person, plan, today }
}

function showSection(context: Context, at: AtPlan, refused?: Refused) {
  const { typed = nothingTyped, problems = [], status } = refused ?? {}
  const section = sectionOf(context)
  const { plan, person } = at
  const aside =
    section.name === 'circle' ? <NobodyElse plan={plan} personId={person.id} /> : undefined
  const shown = { ...shownOf(at), ...section, typed, problems, aside }
  return page(context, <SectionView {...shown} done={context.req.query('done')} />, status)
}

async function add(context: Context, at: AtPlan): Promise<Response> {
  const form = await readForm(context)
  const { name, section } = sectionOf(context)
  const { given, problems } = section.read(form)
  if (given === null) return showSection(context, at, { typed: form, problems, status: 422 })
  const once = onceOf(form)
  return carryOut({
    act: () => given.add(at.visitor.carePlans, at.plan.id, once),
    onDone: () => goOn(context, planHref(at.person.id, name), 'saved'),
    problemsOf: (error) => refusedBy(error, section.first, section.fields),
    onRefused: async (found, status) =>
      showSection(context, at, { typed: form, problems: found, status }),
  })
}

interface RefusedLine extends Refused {
  readonly stale?: { readonly who: string | null }
}

function lineOf(context: Context, { plan, today }: AtPlan) {
  const at = sectionOf(context)
  const line = lineAt(at.section.lines(plan, today), context.req.param('lineId') ?? '')
  return { ...at, line }
}

function showLine(context: Context, at: AtPlan, refused?: RefusedLine) {
  const { line, ...section } = lineOf(context, at)
  const { typed = line.typed, problems = [], status, stale } = refused ?? {}
  const shown = { ...shownOf(at), ...section, line, typed, problems, stale }
  return page(context, <ChangeLineView {...shown} />, status)
}

async function change(context: Context, at: AtPlan, { deps }: People): Promise<Response> {
  const typed = await readForm(context)
  const { name, section } = sectionOf(context)
  const id = context.req.param('lineId') ?? ''
  const { given, problems } = section.read(typed)
  if (given?.edit === null) return goOn(context, planHref(at.person.id, name), 'saved')
  try {
    if (given === null) return showLine(context, at, { typed, problems, status: 422 })
    await given.edit(at.visitor.carePlans, { id, version: versionIn(typed) })
  } catch (error) {
    if (isAppError(error, 'notFound')) return takenOutMeanwhile(context, at, typed)
    if (!isStale(error)) {
      const found = refusedBy(error, section.first, section.fields)
      return showLine(context, at, { typed, problems: found, status: 422 })
    }
    // Read again: what stands now is shown beside what was typed, under its own version.
    const now = await readAgain(at)
    const { line } = lineOf(context, now)
    if (saysAlready(line.typed, typed)) return goOn(context, planHref(at.person.id, name), 'saved')
    const who = (await namesOfAccounts(deps, [line.by])).get(line.by ?? '') ?? null
    return showLine(context, now, {
      ...{ typed, problems: [changedProblem], status: 409, stale: { who } },
    })
  }
  return goOn(context, planHref(at.person.id, name), 'saved')
}

/** The line is gone, its words are not: they are ready to be written down anew. */
async function takenOutMeanwhile(context: Context, at: AtPlan, typed: Typed): Promise<Response> {
  const { section } = sectionOf(context)
  const message = 'Somebody took this out of the plan while you were writing. Save to add it again'
  const problems = [{ field: section.first, message }]
  return showSection(context, await readAgain(at), { typed, problems, status: 409 })
}

async function readAgain(at: AtPlan): Promise<AtPlan> {
  const params = { id: at.plan.id }
  return { ...at, plan: await at.visitor.carePlans.readPlan({ params }) }
}

function showRemoval(context: Context, at: AtPlan, refused?: Pick<Refused, 'problems'>) {
  const shown = { ...shownOf(at), ...lineOf(context, at), problems: refused?.problems ?? [] }
  return page(context, <RemoveLineView {...shown} />, refused === undefined ? 200 : 409)
}

async function remove(context: Context, at: AtPlan): Promise<Response> {
  const form = await readForm(context)
  const { name, section } = sectionOf(context)
  const id = context.req.param('lineId') ?? ''
  const done = () => goOn(context, planHref(at.person.id, name), 'removed')
  if (section.remove === null) return context.redirect(planHref(at.person.id, name), 303)
  try {
    await section.remove(at.visitor.carePlans, { id, version: versionIn(form) })
  } catch (error) {
    if (isAppError(error, 'notFound')) return done()
    const problems = isStale(error) ? [changedProblem] : refusedBy(error, 'changed')
    return showRemoval(context, await readAgain(at), { problems })
  }
  return done()
}

/** The version that the form was filled from. One without it is a form of the first version. */
export function versionIn(form: Typed): number {
  const version = Number(form.get('version'))
  return Number.isInteger(version) && version > 0 ? version : 1
}
