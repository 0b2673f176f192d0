import { setTimeout as wait } from 'node:timers/promises'
import type { Assignment, AssignmentMove, Referral } from '@waymark/contracts'
import { isAppError, londonDay, notFound } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { FormProblem } from '../forms.ts'
import type { Visitor, Visitors } from '../session/visitor.ts'
import type { Done } from './view.tsx'

/** A page of one referral, and who looks at it. */
export interface Following {
  readonly visitor: Visitor
  readonly referral: Referral
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** A step of one group's part. */
export interface FollowingPart extends Following {
  readonly part: Assignment
}

type Handle<Given> = (context: Context, given: Given) => Promise<Response>

/** What every page of following a referral needs. */
export interface Follow {
  readonly deps: Deps
  readonly visitors: Visitors
}

/** For those who follow the referral, signed in. For everybody else there is no such page. */
export function following({ deps, visitors }: Follow, handle: Handle<Following>) {
  return async (context: Context): Promise<Response> => {
    const visitor = await visitors.of(context)
    if (visitor.userId === null) return signInFirst(context)
    const params = { id: context.req.param('id') ?? '' }
    const referral = await visitor.referrals.readReferral({ params })
    return handle(context, { visitor, referral, today: londonDay(deps.now()) })
  }
}

/** The same for a step of one group's part. A step it no longer has leads back to where it is. */
export function followingPart(
  follow: Follow,
  move: AssignmentMove,
  handle: Handle<FollowingPart>,
): (context: Context) => Promise<Response> {
  return following(follow, async (context, given) => {
    const part = given.referral.assignments.find(({ id }) => id === context.req.param('partId'))
    if (part === undefined) throw notFound('group’s part')
    const isLooking = context.req.method === 'GET'
    if (isLooking && !part.moves.includes(move)) return backTo(context, given.referral.id)
    return handle(context, { ...given, part })
  })
}

/** Back to the referral, so that reloading asks again and sends nothing twice. */
export function backTo(context: Context, id: string, done?: Done | 'sent'): Response {
  const query = done === undefined ? '' : done === 'sent' ? '?sent=1' : `?done=${done}`
  return context.redirect(`/referrals/${id}${query}`, 303)
}

export function signInFirst(context: Context): Response {
  const next = encodeURIComponent(context.req.path)
  return context.redirect(`/sign-in?next=${next}`, 303)
}

interface Act {
  /** Run again after a conflict: every run has to carry the same key. */
  readonly act: () => Promise<unknown>
  readonly onDone: () => Response
  /** What is wrong, by field; throws on what is not the form's fault. */
  readonly problemsOf: (error: unknown) => FormProblem[]
  readonly onRefused: (problems: FormProblem[], status: RefusedStatus) => Promise<Response>
}

export type RefusedStatus = 409 | 422 | 429

/** How long the first of two presses may take before the second is told of it. */
const otherPressMs = 400

/** What stands in the way may be the first of two presses: its key then tells what came of it. */
async function actOnce(act: Act['act']): Promise<unknown> {
  try {
    return await act()
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
    await wait(otherPressMs)
    return act()
  }
}

/** Does it and goes on, or shows the form again with what is wrong and all that was typed. */
export async function carryOut({ act, onDone, problemsOf, onRefused }: Act): Promise<Response> {
  try {
    await actOnce(act)
  } catch (error) {
    return onRefused(problemsOf(error), refusedStatus(error))
  }
  return onDone()
}

function refusedStatus(error: unknown): RefusedStatus {
  if (isAppError(error, 'conflict') || isAppError(error, 'stale')) return 409
  return isAppError(error, 'tooMany') ? 429 : 422
}

type Html = Parameters<Context['html']>[0]

/** A page about a person: kept by no cache. */
export function page(context: Context, view: Html, status: 200 | RefusedStatus = 200) {
  context.header('cache-control', 'no-store')
  return context.html(view, status)
}

/** The script asks for what may have changed, and not for the page around it. */
export function wantsLive(context: Context): boolean {
  return context.req.header('x-fragment') === 'live'
}

/** Which page of a list is asked for: the first, for anything that is no page. */
export function pageNumberOf(context: Context): number {
  const number = Number(context.req.query('page'))
  return Number.isInteger(number) && number >= 1 && number <= 1000 ? number : 1
}
