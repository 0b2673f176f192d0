import type { UserActor } from '@waymark/core'
import type { Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type Identifiers, likenessOf } from '../person/rules.ts'
import { type Candidate, inOrder } from '../person/store.ts'
import { insertMatches, type RaisedMatch } from './store.ts'

interface Seen extends Identifiers {
  readonly id: string
}

/** Asks the team about everybody who may be the same person as somebody new or changed. */
export async function raiseMatches(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  raisedBy: UserActor,
  { person, alike }: { readonly person: Seen; readonly alike: readonly Candidate[] },
): Promise<void> {
  const others = alike.filter(({ id }) => id !== person.id)
  // Somebody new is not among those found, and is the newest.
  const order = [...alike.map(({ id }) => id), person.id]
  const matches = others.map((other) => ({
    ...pairOf(order, person.id, other.id),
    id: deps.newId(),
    because: likenessOf(person, other),
    state: 'open' as const,
    raisedBy: raisedBy.userId,
    raisedAt: deps.now().toISOString(),
    settledBy: null,
    settledAt: null,
  }))
  await insertMatches(tx, raisedBy.tenant, matches)
}

/** What was asked about somebody who has become another is asked about the other. */
export async function raiseAgain(
  tx: Tx,
  { newId }: Pick<Deps, 'newId'>,
  overtaken: readonly RaisedMatch[],
  became: { readonly tenant: string; readonly from: string; readonly to: string },
): Promise<void> {
  const { tenant, from, to } = became
  const otherOf = ({ olderId, newerId }: RaisedMatch) => (olderId === from ? newerId : olderId)
  const still = overtaken.filter((match) => otherOf(match) !== to)
  if (still.length === 0) return
  const order = await inOrder(tx, tenant, [to, ...still.map(otherOf)])
  const matches = still.map((match) => ({
    ...match,
    ...pairOf(order, to, otherOf(match)),
    id: newId(),
  }))
  await insertMatches(tx, tenant, matches)
}

function pairOf(order: readonly string[], one: string, other: string) {
  const [olderId, newerId] = order.indexOf(one) < order.indexOf(other) ? [one, other] : [other, one]
  return { olderId, newerId }
}
