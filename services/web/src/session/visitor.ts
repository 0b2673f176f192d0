import {
  carePlansApi,
  directoryApi,
  peopleApi,
  referralsApi,
  type ServiceApi,
  senderRoles,
  workerRoles,
} from '@waymark/contracts'
import { isAppError, type Role } from '@waymark/core'
import { type Client, createClient } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { PageFrame } from '../ui/page.tsx'
import { forgetSession, readSession } from './cookie.ts'
import { roleInWords } from './role-names.ts'
import { createTokenCache, type Pass } from './token-cache.ts'

/** Whoever is looking at a page: their frame, and the services as they may use them. */
export interface Visitor {
  readonly frame: PageFrame
  readonly directory: Client<typeof directoryApi>
  readonly people: Client<typeof peopleApi>
  readonly referrals: Client<typeof referralsApi>
  readonly carePlans: Client<typeof carePlansApi>
  /** Null for somebody who has not signed in. */
  readonly userId: string | null
  readonly roles: readonly Role[]
  /** The groups they run; null for somebody who has not signed in. */
  readonly ownGroups: readonly string[] | null
}

/** The services that a signed-in visitor's pages ask, all at once. */
const audiences = ['directory', 'people', 'referrals', 'care-plans'] as const

export interface Visitors {
  of(context: Context): Promise<Visitor>
  /** Ends a session and what is kept of it. What never was a session of ours has already ended. */
  end(session: string): Promise<void>
}

export function createVisitors(deps: Deps): Visitors {
  const cache = createTokenCache(deps.now)
  const passOf = async (context: Context): Promise<Pass | null> => {
    const session = readSession(context, deps)
    if (session === null) return null
    const body = { session, audiences: [...audiences] }
    try {
      return await cache.get(session, () => deps.identity.issueTokens({ body }))
    } catch (error) {
      return signedOut(error, () => forgetSession(context, deps))
    }
  }
  return {
    async of(context) {
      const pass = await passOf(context)
      const clientOf = <Api extends ServiceApi>(api: Api): Client<Api> =>
        createClient(api, {
          send: deps.send,
          authorise: async (audience) => bearer(pass?.tokens[audience]),
        })
      return {
        frame: { assets: deps.assets, mode: deps.mode, account: pass && accountOf(pass) },
        userId: pass?.account.id ?? null,
        roles: pass === null ? [] : pass.account.memberships.map(({ role }) => role),
        ownGroups: pass && groupsOf(pass),
        // A page asks one or two of them: the others are not made.
        get directory() {
          return clientOf(directoryApi)
        },
        get people() {
          return clientOf(peopleApi)
        },
        get referrals() {
          return clientOf(referralsApi)
        },
        get carePlans() {
          return clientOf(carePlansApi)
        },
      }
    },
    async end(session) {
      cache.drop(session)
      try {
        await deps.identity.signOut({ body: { session } })
      } catch (error) {
        if (!isAppError(error, 'invalid')) throw error
      } finally {
        // Again: a page opened meanwhile may have asked just before the end.
        cache.drop(session)
      }
    },
  }
}

/** With sign-in away, what is public still works; with the session over, its cookie goes. */
function signedOut(error: unknown, forget: () => void): null {
  if (isAppError(error, 'unavailable')) return null
  if (!isAppError(error)) throw error
  forget()
  return null
}

const runners: readonly Role[] = ['organisationManager', 'organisationLeader']

function groupsOf({ account }: Pass): string[] {
  const own = account.memberships.filter(({ role }) => runners.includes(role))
  return [...new Set(own.flatMap(({ organisationId }) => organisationId ?? []))]
}

function accountOf(pass: Pass): PageFrame['account'] {
  const { name, memberships } = pass.account
  const [first] = memberships
  const role = first === undefined ? '' : roleInWords(first.role)
  const held = memberships.map((membership) => membership.role)
  return {
    name,
    role,
    runsGroups: groupsOf(pass).length > 0,
    // A team lead reads no record, and settles there which records are of one person.
    worksWithPeople: [...workerRoles, 'teamLead' as const].some((each) => held.includes(each)),
    sendsReferrals: senderRoles.some((each) => held.includes(each)),
    hasPlan: held.includes('person'),
  }
}

function bearer(token: string | undefined): string | null {
  return token === undefined ? null : `Bearer ${token}`
}
