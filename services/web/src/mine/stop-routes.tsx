import { setTimeout as wait } from 'node:timers/promises'
import { noteChoice, type OwnPart } from '@waymark/contracts'
import { notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import { orNullWhenAway } from '../people/everyone.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page, type RefusedStatus } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { NotesView } from './notes.tsx'
import { type AtMine, forPerson, readOwnPlan } from './own.ts'
import { StoppedView, StopView, stoppedIn } from './stop.tsx'

const stopOnePath = '/mine/groups/:id{[0-9a-f-]{36}}/stop'
const stopAllPath = '/mine/stop'
const notesPath = '/mine/notes/:id{[0-9a-f-]{36}}'

/** Stopping what is shared. With the plan away it stops all the same, and the page says so. */
export function stopPages(hono: ServiceApp['hono'], people: People): void {
  hono.get(stopOnePath, forPerson(people, askToStopOne))
  hono.post(stopOnePath, forPerson(people, stopOne))
  hono.get(stopAllPath, forPerson(people, askToStopAll))
  hono.post(stopAllPath, forPerson(people, stopAll))
  hono.get('/mine/stopped', forPerson(people, showStopped))
  hono.get(
    notesPath,
    forPerson(people, async (context, at) => showNotes(context, at)),
  )
  hono.post(notesPath, forPerson(people, chooseNotes))
}

async function listParts({ visitor }: AtMine): Promise<OwnPart[]> {
  const { contents } = await visitor.referrals.listOwnReferrals()
  return contents.flatMap(({ parts }) => parts)
}

async function askToStopOne(context: Context, at: AtMine): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const part = (await listParts(at)).find((each) => each.id === id)
  if (part === undefined) throw notFound('page')
  if (!part.mayStop) return context.redirect('/mine/stopped', 303)
  const { frame } = at.visitor
  const title = `Stop sharing with ${part.listingName}?`
  return page(
    context,
    <StopView {...{ frame, title }} parts={[part]} action={`/mine/groups/${id}/stop`} />,
  )
}

async function askToStopAll(context: Context, at: AtMine): Promise<Response> {
  const parts = (await listParts(at)).filter(({ mayStop }) => mayStop)
  if (parts.length === 0) return context.redirect('/mine/stopped', 303)
  const { frame } = at.visitor
  return page(
    context,
    <StopView {...{ frame, parts }} title="Stop everything?" action={stopAllPath} />,
  )
}

async function stopOne(context: Context, at: AtMine): Promise<Response> {
  const params = { id: context.req.param('id') ?? '' }
  const idempotencyKey = onceOf(await readForm(context))
  const { referrals } = at.visitor
  return stop(context, at, () => referrals.stopOwnSharing({ params, idempotencyKey }))
}

async function stopAll(context: Context, at: AtMine): Promise<Response> {
  const idempotencyKey = onceOf(await readForm(context))
  const { referrals } = at.visitor
  return stop(context, at, () => referrals.stopAllOwnSharing({ idempotencyKey }))
}

/** Stops it, then waits until the plan has heard of it, and says how far it has come. */
async function stop(context: Context, at: AtMine, act: () => Promise<unknown>): Promise<Response> {
  const seeStopped = () => context.redirect('/mine/stopped', 303)
  const answer = await carryOut({
    act,
    onDone: seeStopped,
    problemsOf: (error) => formProblems(error, 'stop'),
    // Stopped already, by another press or by who sent it: what stands is what there is to see.
    onRefused: async () => seeStopped(),
  })
  await waitUntilHeard(at.deps, stoppedIds(await listParts(at)))
  return answer
}

const heardWithinMs = 10_000
const lookEveryMs = 200

async function waitUntilHeard(deps: Deps, ids: readonly string[]): Promise<void> {
  const until = performance.now() + heardWithinMs
  while (performance.now() < until && !(await isHeard(deps, ids))) await wait(lookEveryMs)
}

const mostAsked = 100

/** Whether the plan has heard of every stop. While it cannot be asked, it has not. */
async function isHeard({ carePlans }: Deps, ids: readonly string[]): Promise<boolean> {
  for (let from = 0; from < ids.length; from += mostAsked) {
    const assignmentIds = ids.slice(from, from + mostAsked)
    const said = await orNullWhenAway(() => carePlans.hasHeardStop({ body: { assignmentIds } }))
    if (said?.heard !== true) return false
  }
  return true
}

function stoppedIds(parts: readonly OwnPart[]): string[] {
  return parts.filter(({ state }) => state === 'withdrawn').map(({ id }) => id)
}

async function showStopped(context: Context, at: AtMine): Promise<Response> {
  const { visitor, today, deps } = at
  const { frame } = visitor
  const { contents } = await visitor.referrals.listOwnReferrals()
  const found = stoppedIn(contents)
  const ids = found.stopped.map(({ id }) => id)
  const [heard, own] = await Promise.all([isHeard(deps, ids), readOwnPlan(visitor)])
  const stopped = { ...found, isHeard: heard }
  const plan = own.is === 'there' ? own.plan : null
  return page(context, <StoppedView {...{ frame, today, stopped, plan }} />)
}

interface Refused {
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
  readonly chosen: string | undefined
}

async function readStopped(context: Context, { visitor }: AtMine) {
  const own = await readOwnPlan(visitor)
  const id = context.req.param('id')
  const stopped =
    own.is === 'there'
      ? own.plan.stopped.find(({ assignmentId }) => assignmentId === id)
      : undefined
  if (own.is !== 'there' || stopped === undefined) throw notFound('page')
  return { planId: own.plan.id, stopped }
}

async function showNotes(context: Context, at: AtMine, refused?: Refused): Promise<Response> {
  const { stopped } = await readStopped(context, at)
  const { frame } = at.visitor
  const { problems = [], chosen, status } = refused ?? {}
  return page(
    context,
    <NotesView {...{ frame, stopped, problems, chosen }} today={at.today} />,
    status,
  )
}

async function chooseNotes(context: Context, at: AtMine): Promise<Response> {
  const form = await readForm(context)
  const chosen = form.get('choice') ?? undefined
  const choice = noteChoice.safeParse(chosen)
  if (!choice.success) {
    const problems = [{ field: 'choice', message: 'Choose one of the three' }]
    return showNotes(context, at, { problems, chosen, status: 422 })
  }
  const { planId, stopped } = await readStopped(context, at)
  const body = { assignmentId: stopped.assignmentId, choice: choice.data }
  const { carePlans } = at.visitor
  return carryOut({
    act: () => carePlans.chooseNotes({ params: { id: planId }, body }),
    onDone: () => context.redirect('/mine?done=notes', 303),
    problemsOf: (error) => formProblems(error, 'choice'),
    onRefused: (problems, status) => showNotes(context, at, { problems, chosen, status }),
  })
}
