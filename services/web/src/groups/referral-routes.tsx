import type { GroupAssignment } from '@waymark/contracts'
import { notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, readForm } from '../forms.ts'
import { type Reporting, reportingPages } from '../outcome/reporting.tsx'
import { justToldOf } from '../outcome/told.tsx'
import {
  carryOut,
  page,
  pageNumberOf,
  type RefusedStatus,
  wantsLive,
} from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { answerProblems, readAnswer, type TypedAnswer } from '../referrals/read-answer.ts'
import type { Visitors } from '../session/visitor.ts'
import type { TypedNearDay } from '../ui/near-day.tsx'
import { SentPart, SentView } from './referral.tsx'
import { SentToUsList, SentToUsView } from './referral-list.tsx'
import { forRunners, type Ours } from './referral-runners.ts'
import { registerPages, registerPath } from './register-routes.tsx'

type Hono = ServiceApp['hono']

/** Referrals to a group whose runners sign in: the list, each one, and the answer. */
export function groupReferralPages(hono: Hono, deps: Deps, visitors: Visitors): void {
  const ours = (handle: (context: Context, given: Ours) => Promise<Response>) =>
    forRunners(deps, visitors, handle)
  const path = '/groups/:id/referrals'
  hono.get(
    path,
    ours(async (context, { visitor, id, today }) => {
      const [organisation, sent] = await Promise.all([
        visitor.directory.readOrganisation({ params: { id } }),
        visitor.referrals.listForGroup({ params: { id }, query: { page: pageNumberOf(context) } }),
      ])
      const list = { organisation, page: sent, today }
      context.header('vary', 'X-Fragment')
      return page(
        context,
        wantsLive(context) ? (
          <SentToUsList {...list} />
        ) : (
          <SentToUsView frame={visitor.frame} {...list} />
        ),
      )
    }),
  )
  hono.get(
    `${path}/:partId`,
    ours((context, given) => show(context, given)),
  )
  hono.post(
    `${path}/:partId`,
    ours((context, given) => answer(context, given)),
  )
  reportingPages(hono, `${path}/:partId`, (context, handle) =>
    ours(async (_, given) => handle(await reportingOf(context, given)))(context),
  )
  registerPages(hono, ours)
}

interface Refused {
  readonly typed?: TypedAnswer
  readonly typedDay?: TypedNearDay
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
}

async function show(context: Context, given: Ours, refused?: Refused): Promise<Response> {
  const { visitor, today } = given
  const part = await readPart(context, given)
  const { status, ...shown } = refused ?? {}
  const registerOf = (day: string) => registerPath(part, day)
  const sent = { part, today, registerOf, ...shown }
  context.header('vary', 'X-Fragment')
  if (wantsLive(context)) return page(context, <SentPart {...sent} />)
  const justTold = justToldOf(context.req.query('done'))
  return page(context, <SentView frame={visitor.frame} {...sent} justTold={justTold} />, status)
}

/** The part of this very group. */
async function readPart(context: Context, { visitor, id }: Ours): Promise<GroupAssignment> {
  const part = await visitor.referrals.readForGroup({ params: { id: partIdOf(context) } })
  if (part.organisationId !== id) throw notFound('referral')
  return part
}

async function reportingOf(context: Context, given: Ours): Promise<Reporting> {
  const { referrals, frame } = given.visitor
  const part = await readPart(context, given)
  const params = { id: part.id }
  return {
    ...{ frame, part, area: 'groups', today: given.today },
    path: `/groups/${given.id}/referrals/${part.id}`,
    mark: (body) => referrals.markForGroup({ params, body }),
    finish: () => Promise.reject(notFound('page')),
    say: (outcome, idempotencyKey) =>
      referrals.reportForGroup({ params, body: { outcome }, idempotencyKey }),
    correct: ({ outcomeId, ...body }, idempotencyKey) =>
      referrals.correctForGroup({ params: { id: outcomeId }, body, idempotencyKey }),
    read: () => referrals.readForGroup({ params }),
    showPart: (refused) => show(context, given, refused),
  }
}

async function answer(context: Context, given: Ours): Promise<Response> {
  const form = await readForm(context)
  const read = readAnswer(form)
  const { typed } = read
  if (read.answer === null) {
    return show(context, given, { typed, problems: read.problems, status: 422 })
  }
  const { visitor, id } = given
  const partId = partIdOf(context)
  const body = { answer: read.answer }
  const asked = { params: { id: partId }, body, idempotencyKey: onceOf(form) }
  return carryOut({
    act: () => visitor.referrals.answerForGroup(asked),
    onDone: () => context.redirect(`/groups/${id}/referrals/${partId}`, 303),
    problemsOf: (error) => answerProblems(error, typed),
    onRefused: (problems, status) => show(context, given, { typed, problems, status }),
  })
}

function partIdOf(context: Context): string {
  return context.req.param('partId') ?? ''
}
