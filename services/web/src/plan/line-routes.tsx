import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { type AtPlan, atPlan, goOn, planHref, planPath, shownOf } from './at-plan.ts'
import { changeLine, type Refused, type RefusedLine, readAgain, versionIn } from './change-line.ts'
import { LineFormView, RemoveLineView, SectionView } from './lines.tsx'
import { NobodyElse } from './part-page.tsx'
import { changedProblem } from './plan-page.tsx'
import { lineAt, type Section, type SectionName, sectionAt, sectionPattern } from './sections.ts'
import { isStale, nothingTyped, refusedBy } from './typed.ts'

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

function lineOf(context: Context, { plan, today }: AtPlan) {
  const at = sectionOf(context)
  const line = lineAt(at.section.lines(plan, today), context.req.param('lineId') ?? '')
  return { ...at, line }
}

function showLine(context: Context, at: AtPlan, refused?: RefusedLine) {
  const { line, name, section } = lineOf(context, at)
  const { typed = line.typed, problems = [], status, stale } = refused ?? {}
  const listHref = planHref(at.person.id, name)
  const shown = {
    ...{ ...shownOf(at), line, typed, problems, stale, Fields: section.Fields },
    title: `Change: ${section.title}`,
    back: { href: listHref, label: section.title },
    action: `${listHref}/${line.id}`,
  }
  return page(context, <LineFormView {...shown} />, status)
}

async function change(context: Context, at: AtPlan, { deps }: People): Promise<Response> {
  const { name, section } = sectionOf(context)
  return changeLine({
    ...{ deps, at, kind: section, typed: await readForm(context) },
    lineIn: (now) => lineOf(context, now).line,
    show: (now, refused) => showLine(context, now, refused),
    // The line is gone, its words are not: they are ready to be written down anew.
    onGone: (now, refused) => showSection(context, now, refused),
    onDone: () => goOn(context, planHref(at.person.id, name), 'saved'),
  })
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
