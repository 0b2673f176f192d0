import { referralsEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import { saveWithdrawn } from '../agreement/store.ts'
import { endSessions, revokeLinks } from '../answer-link/store.ts'
import type { Deps } from '../deps.ts'
import { cancelTimers } from '../timer/store.ts'
import { type KeptAssignment, move } from './rules.ts'
import { saveAssignment } from './store.ts'

/** Takes a group's part back: its copy, its links and its sessions end in this one write. */
export async function withdrawAssignment(
  tx: Tx,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  assignment: KeptAssignment,
): Promise<void> {
  const { tenant } = actor
  const at = deps.now().toISOString()
  const { id: assignmentId, referralId } = assignment
  await saveAssignment(tx, tenant, move(assignment, 'withdraw'))
  await saveWithdrawn(tx, tenant, { assignmentId, at })
  await revokeLinks(tx, { tenant, assignmentId, at })
  await endSessions(tx, { tenant, assignmentId, at })
  await cancelTimers(tx, { tenant, subject: assignmentId, at })
  await record(tx, actor, referralsEvents.assignmentWithdrawn, { assignmentId, referralId })
}

/** What happened is written down: the group's part is over, and with it all that it could see. */
export async function completeAssignment(
  tx: Tx,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  assignment: KeptAssignment,
): Promise<void> {
  const { tenant } = actor
  const at = deps.now().toISOString()
  const moved = move(assignment, 'complete')
  const { id: assignmentId, referralId, state } = moved
  await saveAssignment(tx, tenant, moved)
  await revokeLinks(tx, { tenant, assignmentId, at })
  await endSessions(tx, { tenant, assignmentId, at })
  await record(tx, actor, referralsEvents.assignmentMoved, { assignmentId, referralId, state })
}

/** Lets a group go that has not answered. Its links still say so; its copy is gone. */
export async function letGo(
  tx: Tx,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  { assignment, event }: { readonly assignment: KeptAssignment; event: 'redirect' | 'lapse' },
): Promise<void> {
  const { tenant } = actor
  const at = deps.now().toISOString()
  const moved = move(assignment, event)
  await saveAssignment(tx, tenant, moved)
  await endSessions(tx, { tenant, assignmentId: moved.id, at })
  await cancelTimers(tx, { tenant, subject: moved.id, at })
  const { id: assignmentId, referralId, state } = moved
  await record(tx, actor, referralsEvents.assignmentMoved, { assignmentId, referralId, state })
}
