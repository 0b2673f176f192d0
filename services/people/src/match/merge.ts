import { type Match, type Person, peopleEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { moveEntries } from '../entry/store.ts'
import { join } from '../person/rules.ts'
import { getPersonOfMatch, saveMerged, savePerson } from '../person/store.ts'
import { end } from '../relationship/rules.ts'
import { listDoubled, moveRelationships, saveEnd } from '../relationship/store.ts'
import { raiseAgain } from './raise.ts'
import { overtakeMatches } from './store.ts'

/** The newer record becomes the older. Its row stays as it was; what hung on it moves over. */
export async function mergeRecords(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  { olderId: to, newerId: from }: Pick<Match, 'olderId' | 'newerId'>,
): Promise<void> {
  const { tenant } = actor
  const older = await getPersonOfMatch(tx, tenant, to)
  const newer = await getPersonOfMatch(tx, tenant, from)
  const joined = join(older, newer, deps.now())
  // The newer first: an account is linked to one record at a time.
  await saveMerged(tx, tenant, newer, to)
  await savePerson(tx, tenant, joined)
  await endDoubled(tx, deps, actor, { from, to })
  await moveRelationships(tx, tenant, { from, to })
  await moveEntries(tx, tenant, { from, to })
  await raiseAgain(tx, deps, await overtakeMatches(tx, tenant, from), { tenant, from, to })
  const { version: revision } = joined
  await record(tx, actor, peopleEvents.personMerged, { from, to, revision })
  await tellAccount(tx, actor, { newer, joined })
}

/** An account of the newer record is the joined one's from now on. */
async function tellAccount(
  tx: Tx,
  actor: Actor,
  { newer, joined }: { readonly newer: Person; readonly joined: Person },
): Promise<void> {
  if (newer.accountId === null) return
  const left = { personId: newer.id, accountId: null, revision: newer.version + 1 }
  await record(tx, actor, peopleEvents.personAccountLinked, left)
  const { id: personId, accountId, version: revision } = joined
  await record(tx, actor, peopleEvents.personAccountLinked, { personId, accountId, revision })
}

/** Who works with both goes on with one. */
async function endDoubled(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  became: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const doubled of await listDoubled(tx, actor.tenant, became)) {
    const { id: relationshipId, personId, userId } = doubled
    await saveEnd(tx, actor.tenant, end(doubled, now()))
    await record(tx, actor, peopleEvents.relationshipEnded, { relationshipId, personId, userId })
  }
}
