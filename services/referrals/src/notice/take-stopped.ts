import type { StoppedNotice } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import { getAgreement } from '../agreement/store.ts'
import { findNewestLink } from '../answer-link/store.ts'
import { findAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { isTooLate, stoppedUntil } from './rules.ts'
import { listMailed } from './store.ts'
import { demandTaker, noLonger, takePermit, wordsOf } from './take.ts'

/** What to write to a group that is to stop: only where it was written to before. */
export async function takeStoppedNotice(
  deps: Deps,
  actor: Actor,
  assignmentId: string,
): Promise<StoppedNotice> {
  demandTaker(actor)
  const { tenant } = actor
  return deps.db.write(async (tx) => {
    const assignment = await findAssignment(tx, tenant, assignmentId)
    if (assignment === null) throw notFound('referral')
    const { withdrawnAt } = await getAgreement(tx, tenant, assignmentId)
    const newest = await findNewestLink(tx, tenant, assignmentId)
    const mailed = await listMailed(tx, tenant, [assignmentId])
    if (withdrawnAt === null || newest === null || !mailed.has(assignmentId)) throw noLonger()
    const expiresAt = stoppedUntil(withdrawnAt)
    if (isTooLate(expiresAt, deps.now())) throw noLonger()
    await takePermit(tx, deps, actor, { kind: 'stopped', reference: assignmentId, assignmentId })
    return { to: newest.email, expiresAt, ...wordsOf(assignment) }
  })
}
