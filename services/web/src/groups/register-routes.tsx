import {
  attendanceMark,
  type GroupAssignment,
  type GroupAssignmentSummary,
} from '@waymark/contracts'
import { notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { z } from 'zod'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import { carryOut, page, type RefusedStatus } from '../referrals/follow.tsx'
import { parseDay } from '../ui/near-day.tsx'
import type { Ours } from './referral-runners.ts'
import { type Activity, ChooseRegisterView, RegisterView } from './register.tsx'

type Guard = (
  handle: (context: Context, given: Ours) => Promise<Response>,
) => (context: Context) => Promise<Response>

/** A day's register of an activity: ticked one by one, then finished. */
export function registerPages(hono: ServiceApp['hono'], ours: Guard): void {
  const path = '/groups/:id/register'
  hono.get(path, ours(open))
  hono.post(`${path}/mark`, ours(mark))
  hono.post(`${path}/finish`, ours(finish))
  // Where a form was sent to, opened by its address: the choice of activities.
  hono.get(
    `${path}/:step{mark|finish}`,
    ours(async (context, { id }) => context.redirect(`/groups/${id}/register`, 303)),
  )
}

/** The register of a part's activity on a day. */
export function registerPath(
  { organisationId, listingId }: Pick<GroupAssignment, 'organisationId' | 'listingId'>,
  on: string,
): string {
  return `/groups/${organisationId}/register?listing=${listingId}&on=${on}`
}

async function open(context: Context, given: Ours): Promise<Response> {
  const partId = context.req.query('of')
  if (partId !== undefined) return openOf(context, given, partId)
  const listingId = listingOf(context.req.query('listing'))
  if (listingId === null) return choose(context, given)
  const typed = context.req.query('on')
  const on = typed === undefined ? given.today : parseDay(typed.trim())
  if (on === null) {
    const problems = [{ field: 'on', message: 'Give the day, like 27/3/2026' }]
    return show(context, given, { listingId, on: given.today }, { problems, status: 422 })
  }
  return show(context, given, { listingId, on })
}

/** Only a part says which listing it is of; it is one of those who stand on the register. */
async function openOf(context: Context, { visitor, id, today }: Ours, partId: string) {
  const part = await visitor.referrals.readForGroup({ params: { id: partId } })
  if (part.organisationId !== id) throw notFound('register')
  return context.redirect(registerPath(part, today), 303)
}

function listingOf(given: string | undefined): string | null {
  const listing = z.uuid().safeParse(given)
  return listing.success ? listing.data : null
}

async function choose(context: Context, given: Ours): Promise<Response> {
  const { visitor, id } = given
  const organisation = await visitor.directory.readOrganisation({ params: { id } })
  const activities = activitiesOf(await listAll(given))
  const shown = { organisation, activities }
  return page(context, <ChooseRegisterView frame={visitor.frame} {...shown} />)
}

/** More pages of what was sent to one group than anybody scrolls. */
const mostPages = 20

async function listAll(given: Ours, pageNumber = 1): Promise<GroupAssignmentSummary[]> {
  const { visitor, id } = given
  const asked = { params: { id }, query: { page: pageNumber } }
  const { contents, totalPages } = await visitor.referrals.listForGroup(asked)
  if (pageNumber >= Math.min(totalPages, mostPages)) return [...contents]
  return [...contents, ...(await listAll(given, pageNumber + 1))]
}

/** Each activity that somebody comes to, by its newest yes. */
function activitiesOf(parts: readonly GroupAssignmentSummary[]): Activity[] {
  const accepted = parts.filter(({ state }) => state === 'accepted')
  const newest = new Map(
    [...accepted].reverse().map(({ listingName, id }) => [listingName, id] as const),
  )
  return [...newest]
    .map(([listingName, partId]) => ({ listingName, partId }))
    .sort((one, other) => one.listingName.localeCompare(other.listingName))
}

interface Asked {
  readonly listingId: string
  readonly on: string
}

interface Refused {
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
}

async function show(
  context: Context,
  { visitor, id, today }: Ours,
  query: Asked,
  refused?: Refused,
): Promise<Response> {
  const params = { id }
  const [organisation, register] = await Promise.all([
    visitor.directory.readOrganisation({ params }),
    visitor.referrals.readRegister({ params, query }),
  ])
  const isJustFinished = context.req.query('done') === 'finished'
  const shown = { organisation, register, today, isJustFinished, problems: refused?.problems ?? [] }
  return page(context, <RegisterView frame={visitor.frame} {...shown} />, refused?.status)
}

/** What a form of the register asks about; null for one that never was ours. */
function askedOf(form: URLSearchParams): Asked | null {
  const listingId = listingOf(form.get('listing') ?? undefined)
  const on = parseDay(form.get('on') ?? '')
  return listingId === null || on === null ? null : { listingId, on }
}

async function mark(context: Context, given: Ours): Promise<Response> {
  const form = await readForm(context)
  const asked = askedOf(form)
  const chosen = form.get('mark')
  const mark = attendanceMark.safeParse(chosen)
  if (asked === null || (!mark.success && chosen !== 'none')) return chooseAgain(context, given)
  const partId = form.get('part') ?? ''
  const body = { on: asked.on, mark: mark.success ? mark.data : null }
  return carryOut({
    act: () => given.visitor.referrals.markForGroup({ params: { id: partId }, body }),
    onDone: () => backTo(context, given, asked, `#person-${partId}`),
    problemsOf: (error) => problemsAt(error, `person-${partId}`),
    onRefused: (problems, status) => show(context, given, asked, { problems, status }),
  })
}

async function finish(context: Context, given: Ours): Promise<Response> {
  const asked = askedOf(await readForm(context))
  if (asked === null) return chooseAgain(context, given)
  const { visitor, id } = given
  return carryOut({
    act: () => visitor.referrals.finishRegister({ params: { id }, body: asked }),
    onDone: () => backTo(context, given, asked, '&done=finished'),
    problemsOf: (error) => problemsAt(error, 'finish'),
    onRefused: (problems, status) => show(context, given, asked, { problems, status }),
  })
}

/** A tick has no field of its own: what is wrong leads to where it was pressed. */
function problemsAt(error: unknown, place: string): FormProblem[] {
  return formProblems(error, place).map(({ message }) => ({ field: place, message }))
}

async function chooseAgain(context: Context, { id }: Ours): Promise<Response> {
  return context.redirect(`/groups/${id}/register`, 303)
}

function backTo(context: Context, { id }: Ours, asked: Asked, rest: string): Response {
  const to = registerPath({ organisationId: id, listingId: asked.listingId }, asked.on)
  return context.redirect(`${to}${rest}`, 303)
}
