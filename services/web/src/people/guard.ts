import { londonDay, notFound, type Role } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { signInFirst } from '../referrals/follow.tsx'
import type { Visitor, Visitors } from '../session/visitor.ts'

/** What every page about people needs. */
export interface People {
  readonly deps: Deps
  readonly visitors: Visitors
}

/** Somebody signed in whose role has this page. */
export interface Looking {
  readonly visitor: Visitor
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** For those roles, signed in. For everybody else there is no such page. */
export function forRoles(
  { deps, visitors }: People,
  roles: readonly Role[],
  handle: (context: Context, looking: Looking) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const visitor = await visitors.of(context)
    if (visitor.userId === null) return signInFirst(context)
    if (!holdsOneOf(visitor, roles)) throw notFound('page')
    return handle(context, { visitor, today: londonDay(deps.now()) })
  }
}

export function holdsOneOf({ roles }: Pick<Visitor, 'roles'>, some: readonly Role[]): boolean {
  return some.some((each) => roles.includes(each))
}

/** The roles that find and keep records, as the contract of people has them. */
export const keepers: readonly Role[] = ['linkWorker', 'healthCoach', 'careCoordinator']

/** The roles that say whether two records are of one person. */
export const settlers: readonly Role[] = ['careCoordinator', 'teamLead']
