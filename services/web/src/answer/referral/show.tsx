import type { LinkedAssignment } from '@waymark/contracts'
import { isAppError, londonDay } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import type { FormProblem } from '../../forms.ts'
import { justToldOf } from '../../outcome/told.tsx'
import type { RefusedStatus } from '../../referrals/follow.tsx'
import { nothingTyped, type TypedAnswer } from '../../referrals/read-answer.ts'
import type { Visitors } from '../../session/visitor.ts'
import type { TypedNearDay } from '../../ui/near-day.tsx'
import { tokenOf } from '../at-link.tsx'
import { FaceView, type FaceViewProps, type KeptTyped } from './face.tsx'
import { LinkedView } from './view.tsx'

export interface Pages {
  readonly deps: Deps
  readonly visitors: Visitors
}

export type Handle = (context: Context) => Promise<Response>

/** A session that is over, or a link that has ended meanwhile, has the link's first page. */
export function orFace(pages: Pages, handle: Handle, over: KeptTyped = nothingTyped): Handle {
  return async (context) => {
    try {
      return await handle(context)
    } catch (error) {
      if (isAppError(error, 'unauthenticated')) {
        return showFace(context, pages, { over }, 401)
      }
      if (isAppError(error, 'gone')) return back(context)
      throw error
    }
  }
}

export const pathOf = (context: Context) =>
  `/answer/referral/${encodeURIComponent(tokenOf(context))}`

/** Back to the page itself, so that reloading asks again and sends nothing twice. */
export function back(context: Context, query = ''): Response {
  return context.redirect(`${pathOf(context)}${query}`, 303)
}

type Shown = Pick<FaceViewProps, 'over' | 'refused'>

export async function showFace(
  context: Context,
  { deps, visitors }: Pages,
  shown: Shown = {},
  status: 200 | 401 | 409 | 429 = 200,
): Promise<Response> {
  const face = await deps.referrals.readLinkFace({ body: { token: tokenOf(context) } })
  const { frame } = await visitors.of(context)
  const now = deps.now()
  const isSent = context.req.query('sent') === '1'
  const given = { frame, face, now, today: londonDay(now), isSent, path: pathOf(context) }
  return context.html(<FaceView {...given} {...shown} />, status)
}

interface Opened {
  readonly session: string
  readonly problems?: readonly FormProblem[]
  readonly typed?: TypedAnswer
  readonly typedDay?: TypedNearDay
  readonly status?: 200 | RefusedStatus
}

export async function showLinked(
  context: Context,
  { deps, visitors }: Pages,
  { session, status = 200, ...shown }: Opened,
): Promise<Response> {
  const linked = await deps.referrals.readLinked({ body: { token: tokenOf(context), session } })
  // Decided meanwhile, in another window say: that is shown, and not what is wrong with this form.
  if (shown.typed !== undefined && isDecided(linked)) return back(context)
  const { frame } = await visitors.of(context)
  const today = londonDay(deps.now())
  const given = {
    frame,
    linked,
    path: pathOf(context),
    today,
    justTold: justToldOf(context.req.query('done')),
  }
  return context.html(<LinkedView {...given} {...shown} />, status)
}

function isDecided({ assignment: { state } }: LinkedAssignment): boolean {
  return state === 'accepted' || state === 'declined'
}
