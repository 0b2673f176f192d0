import { type Actor, notFound } from '@waymark/core'
import type { Reader } from '@waymark/db'
import { demandOpen, type KeptReferral } from '../referral/rules.ts'
import { getReferralFor } from '../referral/store.ts'
import type { KeptAssignment } from './rules.ts'
import { findAssignment } from './store.ts'

/** A group's part with its open referral, for those who may change it: the sender's side. */
export async function getSentFor(
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ readonly assignment: KeptAssignment; readonly referral: KeptReferral }> {
  const assignment = await findAssignment(reader, actor.tenant, id)
  if (assignment === null) throw notFound('referral')
  const action = 'referral.change'
  const { referral } = await getReferralFor(reader, actor, action, assignment.referralId)
  demandOpen(referral)
  return { assignment, referral }
}
