import { decide } from '@waymark/auth'
import type { Outcome, OutcomeForPlan } from '@waymark/contracts'
import { type Actor, AppError, notFound } from '@waymark/core'
import { audit } from '@waymark/db'
import { getAgreement } from '../agreement/store.ts'
import { findAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { findReferral } from '../referral/store.ts'
import { getRevision, keepOutcomePermit } from './store.ts'

/**
 * What happened, for the person's plan, and the permit to keep it. A withdrawal waits behind this
 * write, or was before it and refuses it as `gone`.
 */
export async function takeOutcome(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  which: Pick<Outcome, 'id' | 'revision'>,
): Promise<OutcomeForPlan> {
  const { tenant } = actor
  if (!decide(actor, 'outcome.take', { tenant }).allowed) throw notFound('report')
  return db.write(async (tx) => {
    const outcome = await getRevision(tx, tenant, which)
    const { assignmentId, id: outcomeId, revision } = outcome
    const assignment = await findAssignment(tx, tenant, assignmentId)
    const referral = assignment && (await findReferral(tx, tenant, assignment.referralId))
    if (assignment === null || referral === null) throw notFound('report')
    const { withdrawnAt } = await getAgreement(tx, tenant, assignmentId)
    if (withdrawnAt !== null) {
      throw new AppError('gone', 'They have stopped sharing with that group.')
    }
    await keepOutcomePermit(tx, { tenant, outcomeId, revision, takenAt: now().toISOString() })
    const { id: referralId, personId } = referral
    await audit(tx, actor, { action: 'outcome.taken', subject: personId, detail: { revision } })
    const { listingName, organisationName } = assignment
    return { outcome, referralId, personId, listingName, organisationName }
  })
}

/** Whose a referral is and for which group, so that a goal can be linked to it. */
export async function readReferralForPlan(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  referralId: string,
) {
  const { tenant } = actor
  if (!decide(actor, 'referral.readForPlan', { tenant }).allowed) throw notFound('referral')
  const referral = await findReferral(db.reader, tenant, referralId)
  const latest = referral && (await findAssignment(db.reader, tenant, referral.latestAssignmentId))
  if (referral === null || latest === null) throw notFound('referral')
  const { listingName, organisationName } = latest
  return { referralId, personId: referral.personId, listingName, organisationName }
}
