import type { OwnReferral, Plan, Relationship } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { orNullWhenAway } from '../people/everyone.ts'
import { forRoles, type Looking, type People } from '../people/guard.ts'
import { namesOfAccounts } from '../plan/account-names.ts'
import type { Visitor } from '../session/visitor.ts'

/** A page of somebody about themself. */
export interface AtMine extends Looking {
  readonly deps: Deps
}

/** For a person, signed in. For everybody else there is no such page. */
export function forPerson(
  people: People,
  handle: (context: Context, at: AtMine) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return forRoles(people, ['person'], (context, looking) =>
    handle(context, { ...looking, deps: people.deps }),
  )
}

/** Somebody's own plan: there, not begun, or no record here is known to be theirs. */
export type OwnPlan =
  | { readonly is: 'there'; readonly plan: Plan }
  | { readonly is: 'notBegun' | 'notLinked' | 'away' }

export async function readOwnPlan({ carePlans }: Visitor): Promise<OwnPlan> {
  try {
    const { plan } = await carePlans.findPlan({ body: { personId: null } })
    return plan === null ? { is: 'notBegun' } : { is: 'there', plan }
  } catch (error) {
    if (isAppError(error, 'notFound')) return { is: 'notLinked' }
    if (isAppError(error, 'unavailable')) return { is: 'away' }
    throw error
  }
}

/** Their referrals; null while referrals cannot be asked. */
export function readOwnReferrals({ referrals }: Visitor): Promise<OwnReferral[] | null> {
  return orNullWhenAway(async () => (await referrals.listOwnReferrals()).contents)
}

/** Somebody who works with the person now. */
export interface Worker extends Pick<Relationship, 'userId' | 'role' | 'since'> {
  /** Null while nobody can be named. */
  readonly name: string | null
}

/** Who works with them now; null while that cannot be asked. */
export function readWorkers(
  deps: Deps,
  visitor: Visitor,
  plan: Plan | null,
): Promise<Worker[] | null> {
  return orNullWhenAway(async () => {
    const id = plan?.personId ?? (await findOwnId(visitor))
    if (id === undefined) return []
    const { contents } = await visitor.people.listRelationships({ params: { id } })
    const now = contents.filter(({ until }) => until === null)
    const names = await namesOfAccounts(
      deps,
      now.map(({ userId }) => userId),
    )
    return now.map(({ userId, role, since }) => ({
      ...{ userId, role, since },
      name: names.get(userId) ?? null,
    }))
  })
}

/** Who is a worker too has others in the same list: then only a plan tells which is their own. */
async function findOwnId({ people, roles }: Visitor): Promise<string | undefined> {
  if (roles.some((each) => each !== 'person')) return undefined
  const { contents } = await people.listPeople({ query: { page: 1 } })
  return contents[0]?.id
}
