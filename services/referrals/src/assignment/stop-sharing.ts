import type { Referral } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readReferral } from '../referral/read.ts'
import { withdrawAssignment } from './end.ts'
import { getSentFor } from './get-sent.ts'

/** The person takes their agreement back for one group, which sees nothing from this write on. */
export async function stopSharing(
  deps: Deps,
  actor: Actor,
  id: string,
  once?: OnceKey,
): Promise<Referral> {
  const { id: referralId } = await deps.db.writeOnce(once, async (tx) => {
    const { assignment } = await getSentFor(tx, actor, id)
    await withdrawAssignment(tx, deps, actor, assignment)
    return { id: assignment.referralId }
  })
  return readReferral(deps, actor, referralId)
}
