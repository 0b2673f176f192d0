import { type Referral, type ReferralEnding, referralsEvents } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import { withdrawAssignment } from '../assignment/end.ts'
import { isRunning } from '../assignment/rules.ts'
import { listAssignments } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { readReferral } from './read.ts'
import { closed } from './rules.ts'
import { getReferralFor, saveReferral } from './store.ts'

interface Closing {
  readonly id: string
  readonly as: ReferralEnding
}

/** Ends a referral. A group that still had a part in it sees nothing of it from this write on. */
export async function closeReferral(
  deps: Deps,
  actor: Actor,
  { id, as }: Closing,
  once?: OnceKey,
): Promise<Referral> {
  const { tenant } = actor
  await deps.db.writeOnce(once, async (tx) => {
    const { referral } = await getReferralFor(tx, actor, 'referral.change', id)
    const ended = closed(referral, as, deps.now())
    const running = (await listAssignments(tx, tenant, id)).filter(({ state }) => isRunning(state))
    if (as === 'closedUnmet' && running.length > 0) {
      throw conflict('A group still has it. Stop sharing with them first.')
    }
    for (const assignment of running) await withdrawAssignment(tx, deps, actor, assignment)
    await saveReferral(tx, tenant, ended)
    await record(tx, actor, referralsEvents.referralClosed, { referralId: id, as })
    return { id }
  })
  return readReferral(deps, actor, id)
}
