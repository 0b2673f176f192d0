import { referralsEvents } from '@waymark/contracts'
import type { ServiceActor } from '@waymark/core'
import { type AfterRestore, handler } from '@waymark/db'
import { endEverything } from './answer-link/store.ts'
import { withdrawAssignment } from './assignment/end.ts'
import { isRunning } from './assignment/rules.ts'
import { findAssignment } from './assignment/store.ts'
import { endReferral } from './referral/close.ts'
import { findReferral } from './referral/store.ts'

const byItself = (tenant: string): ServiceActor => ({
  kind: 'service',
  service: 'referrals',
  tenant,
})

/**
 * Links that groups hold end, as do their sessions and codes: some were ended after the backup, and
 * which is not known. Sharing that was stopped is stopped again, and what was closed is closed.
 */
export const afterRestore: AfterRestore = {
  service: 'referrals',
  migrations: new URL('../migrations/', import.meta.url),
  end: (tx, { at }) => endEverything(tx, at.toISOString()),
  again: (deps) => [
    handler(referralsEvents.assignmentWithdrawn, {
      async apply(tx, { tenant, payload: { assignmentId } }) {
        const found = await findAssignment(tx, tenant, assignmentId)
        if (found === null || !isRunning(found.state)) return
        await withdrawAssignment(tx, deps, byItself(tenant), found)
      },
    }),
    handler(referralsEvents.referralClosed, {
      async apply(tx, { tenant, payload: { referralId, as } }) {
        const referral = await findReferral(tx, tenant, referralId)
        if (referral?.state !== 'open') return
        await endReferral(tx, deps, byItself(tenant), { referral, as })
      },
    }),
  ],
}
