import { directoryEvents, type Organisation } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import { changed, revisionOf } from '../organisation/rules.ts'
import { saveOrganisation } from '../organisation/store.ts'
import { isReady } from './rules.ts'
import { getKept } from './store.ts'

/** Makes `readyForReferrals` follow what is kept, and tells of it when it turns. */
export async function settleReadiness(
  tx: Tx,
  actor: Actor,
  organisation: Organisation,
  now: Date,
): Promise<Organisation> {
  const kept = await getKept(tx, actor.tenant, organisation.id)
  const readyForReferrals = isReady(organisation, kept)
  if (readyForReferrals === organisation.readyForReferrals) return organisation
  const settled = changed({ ...organisation, readyForReferrals }, now)
  await saveOrganisation(tx, actor.tenant, settled)
  await record(tx, actor, directoryEvents.organisationReadinessChanged, revisionOf(settled))
  return settled
}
