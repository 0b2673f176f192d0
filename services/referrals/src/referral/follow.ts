import { decide } from '@waymark/auth'
import type { Referrer } from '@waymark/contracts'
import { type Sender, type SenderRole, senderRoles, workerRoles } from '@waymark/contracts'
import { type Actor, AppError, conflict, hasRole, type UserActor } from '@waymark/core'
import type { FollowScope } from './store.ts'

/** Somebody signed in who sends referrals, and as what. */
export interface ActingSender {
  readonly user: UserActor
  readonly role: SenderRole
  readonly scope: FollowScope
}

/** Throws `forbidden` for anybody who sends no referrals. */
export function senderOf(actor: Actor): ActingSender {
  const role = senderRoles.find((each) => hasRole(actor, each))
  const { allowed } = decide(actor, 'referral.create', { tenant: actor.tenant })
  if (actor.kind !== 'user' || role === undefined || !allowed) {
    throw new AppError('forbidden', 'Your role does not send referrals.')
  }
  const asWorker = workerRoles.some((each) => hasRole(actor, each))
  return { user: actor, role, scope: { tenant: actor.tenant, userId: actor.userId, asWorker } }
}

export const needsWorkplace =
  'We do not know where you work, so a group could not check that this is real. ' +
  'Ask whoever looks after accounts here to add your workplace.'

/** Who is named to the group. Throws `conflict` without a workplace to name. */
export function namedSender({ userId, name, workplace }: Referrer, role: SenderRole): Sender {
  if (workplace === null) throw conflict(needsWorkplace)
  return { userId, role, name, workplaceName: workplace.name, workplacePhone: workplace.phone }
}
