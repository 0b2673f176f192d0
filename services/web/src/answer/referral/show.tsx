import type { LinkedAssignment } from '@waymark/contracts'
import { isAppError, londonDay } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import type { FormProblem } from '../../forms.ts'
import type { RefusedStatus } from '../../referrals/follow.tsx'
import type { TypedAnswer } from '../../referrals/read-answer.ts'
import type { Visitors } from '../../session/visitor.ts'
import { tokenOf } from '../at-link.tsx'
import { addressOf } from './address.ts'
import { forgetAnswerSession, readAnswerSession } from './cookie.ts'
import { FaceView, type FaceViewProps } from './face.tsx'
import { LinkedView } from './view.tsx'

/** A link that is open in a browser. */
export interface AtLink {
  readonly context: Context
  readonly deps: Deps
  readonly visitors: Visitors
  readonly token: string
}

/** The same with the half hour that its button began. */
export interface InSession extends AtLink {
  readonly session: string
}

type FaceShown = Pick<FaceViewProps, 'isOver' | 'typed' | 'isSent' | 'refusal'>

/** What everybody may see of a link, with its one button. */
export async function showFace(
  { context, deps, visitors, token }: AtLink,
  shown: FaceShown = {},
  status: 200 | 401 | 409 | 429 = 200,
): Promise<Response> {
  const face = await deps.referrals.readLinkFace({ body: { token } })
  const { frame } = await visitors.of(context)
  const now = deps.now()
  const given = { frame, face, token, now, today: londonDay(now), ...shown }
  return context.html(<FaceView {...given} />, status)
}

export interface LinkedShown {
  readonly problems?: readonly FormProblem[]
  readonly typed?: TypedAnswer | undefined
  readonly status?: RefusedStatus
}

/** The referral as its link shows it now. Throws `unauthenticated` once the half hour is over. */
export async function showLinked(at: InSession, shown: LinkedShown = {}): Promise<Response> {
  const { context, deps, visitors, token, session } = at
  const linked = await deps.referrals.readLinked({ body: { token, session } })
  // Decided meanwhile, in another window say: that is shown, and not what was wrong with this one.
  if (shown.typed !== undefined && isDecided(linked)) return backTo(at)
  const { frame } = await visitors.of(context)
  const { typed, problems } = shown
  const problemsThere = problems?.map((problem) => atCode(problem, linked))
  const given = { frame, linked, token, typed, problems: problemsThere }
  const view = <LinkedView {...given} today={londonDay(deps.now())} />
  return context.html(view, shown.status ?? 200)
}

function isDecided({ assignment: { state } }: LinkedAssignment): boolean {
  return state === 'accepted' || state === 'declined'
}

/** A code that has ended has no field any more, but the button for a new one. */
function atCode(problem: FormProblem, { code }: LinkedAssignment): FormProblem {
  const isGone = problem.field === 'code' && code.state !== 'sent'
  return isGone ? { ...problem, field: 'send-code' } : problem
}

/** Looking changes nothing: without the half hour it shows the face, with it the referral. */
export async function look(at: AtLink): Promise<Response> {
  const { context, deps } = at
  const session = readAnswerSession(context, deps)
  const isSent = context.req.query('sent') === '1'
  if (session === null) return showFace(at, { isSent })
  try {
    return await showLinked({ ...at, session })
  } catch (error) {
    if (!isAppError(error, 'unauthenticated') && !isAppError(error, 'gone')) throw error
    forgetAnswerSession(context, deps)
    return showFace(at, { isSent, isOver: isAppError(error, 'unauthenticated') })
  }
}

/** Back to the page itself, so that reloading asks again and sends nothing twice. */
export function backTo({ context }: Pick<AtLink, 'context'>, query = ''): Response {
  return context.redirect(`${addressOf(tokenOf(context))}${query}`, 303)
}
