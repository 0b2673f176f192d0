import { type Referral, type ReferralEnding, referralsEvents } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import { completeAssignment, withdrawAssignment } from '../assignment/end.ts'
import { isRunning, isWaiting, type KeptAssignment } from '../assignment/rules.ts'
import { listAssignments } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { demandSaid } from '../outcome/rules.ts'
import { listOutcomes } from '../outcome/store.ts'
import { readReferral } from './read.ts'
import { closed, demandOpen, type KeptReferral } from './rules.ts'
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
    demandOpen(referral)
    await demandEnds(tx, tenant, { as, parts: await listAssignments(tx, tenant, id) })
    await endReferral(tx, deps, actor, { referral, as })
    return { id }
  })
  return readReferral(deps, actor, id)
}

interface Ending {
  readonly referral: KeptReferral
  readonly as: ReferralEnding
}

/** Ends it whatever was said of it. Throws `conflict` for one that has ended. */
export async function endReferral(
  tx: Tx,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  { referral, as }: Ending,
): Promise<void> {
  const { id } = referral
  const ended = closed(referral, as, deps.now())
  const endPart = as === 'completed' ? completeAssignment : withdrawAssignment
  for (const part of await listAssignments(tx, actor.tenant, id)) {
    if (isRunning(part.state)) await endPart(tx, deps, actor, part)
  }
  await saveReferral(tx, actor.tenant, ended)
  await record(tx, actor, referralsEvents.referralClosed, { referralId: id, as })
}

interface EndingParts extends Pick<Closing, 'as'> {
  readonly parts: readonly KeptAssignment[]
}

/** Throws `conflict` where it cannot end so: a group still has it, or nothing is said of it. */
async function demandEnds(tx: Tx, tenant: string, { as, parts }: EndingParts): Promise<void> {
  if (as === 'closedUnmet' && parts.some(({ state }) => isRunning(state))) {
    throw conflict('A group still has it. Stop sharing with them first.')
  }
  if (as !== 'completed') return
  if (parts.some(({ state }) => isWaiting(state))) {
    throw conflict('A group has not answered yet. Stop sharing with them first.')
  }
  const ids = parts.map(({ id }) => id)
  demandSaid(await listOutcomes(tx, tenant, ids))
}
