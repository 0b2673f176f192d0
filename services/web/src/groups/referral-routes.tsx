import { londonDay, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, readForm } from '../forms.ts'
import {
  carryOut,
  page,
  pageNumberOf,
  type RefusedStatus,
  signInFirst,
  wantsLive,
} from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { answerProblems, readAnswer, type TypedAnswer } from '../referrals/read-answer.ts'
import type { Visitor, Visitors } from '../session/visitor.ts'
import { SentPart, SentView } from './referral.tsx'
import { SentToUsList, SentToUsView } from './referral-list.tsx'

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
}

interface Ours {
  readonly visitor: Visitor
  readonly id: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** For those who run the group, signed in. For everybody else there is no such page. */
function forRunners(
  deps: Deps,
  visitors: Visitors,
  handle: (context: Context, given: Ours) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const visitor = await visitors.of(context)
    if (visitor.ownGroups === null) return signInFirst(context)
    const id = context.req.param('id') ?? ''
    if (!visitor.ownGroups.includes(id)) throw notFound('group')
    return handle(context, { visitor, id, today: londonDay(deps.now()) })
  }
}

interface Refused {
  readonly typed: TypedAnswer
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
}

async function show(context: Context, given: Ours, refused?: Refused): Promise<Response> {
  const { visitor, id, today } = given
  const params = { id: partIdOf(context) }
  const part = await visitor.referrals.readForGroup({ params })
  if (part.organisationId !== id) throw notFound('referral')
  const { typed, problems, status } = refused ?? {}
  const sent = {
    ...{ part, today },
    ...(typed === undefined ? {} : { typed }),
    ...(problems === undefined ? {} : { problems }),
  }
  context.header('vary', 'X-Fragment')
  if (wantsLive(context)) return page(context, <SentPart {...sent} />)
  return page(context, <SentView frame={visitor.frame} {...sent} />, status)
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
