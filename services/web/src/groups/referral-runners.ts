import { londonDay, notFound } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { signInFirst } from '../referrals/follow.tsx'
import type { Visitor, Visitors } from '../session/visitor.ts'

/** A page of a group, and who of those who run it looks. */
export interface Ours {
  readonly visitor: Visitor
  readonly id: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** For those who run the group, signed in. For everybody else there is no such page. */
export function forRunners(
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
