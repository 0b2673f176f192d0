import type { Outcome, Referral, ReferralSummary } from '@waymark/contracts'
import type { WorkingDays } from '@waymark/core/working-days'
import type { Reader } from '@waymark/db'
import { isOverdue } from '../assignment/rules.ts'
import { listAssignments } from '../assignment/store.ts'
import { viewForSender } from '../assignment/view.ts'
import type { FollowedReferral, FollowedRow } from './store.ts'

/** A referral as its follower sees it, with every group's part. */
export async function viewReferral(
  reader: Reader,
  tenant: string,
  { referral, about }: FollowedReferral,
  { now, workingDays }: { readonly now: Date; readonly workingDays: WorkingDays },
): Promise<Referral> {
  const kept = await listAssignments(reader, tenant, referral.id)
  const isOpen = referral.state === 'open'
  const onlyOf = about.kind === 'entry' ? referral.createdBy : null
  const assignments = await viewForSender(reader, tenant, kept, {
    now,
    workingDays,
    isOpen,
    onlyOf,
  })
  const { personId: _, entryId: __, createdBy: ___, latestAssignmentId: ____, ...told } = referral
  return { ...told, about, assignments }
}

/** A line of a follower's list. */
export function summarise(
  { referral, latest, about }: FollowedRow,
  { now, outcomes }: { readonly now: Date; readonly outcomes: readonly Outcome[] },
): ReferralSummary {
  const said = outcomes.find(({ assignmentId }) => assignmentId === latest.id)
  const { id, givenName, familyName, knownAs, need, state, createdAt } = referral
  const { listingName, organisationName, sentAt, answerBy, answeredAt } = latest
  return {
    ...{ id, about, givenName, familyName, knownAs, need, state, createdAt },
    latest: {
      ...{ id: latest.id, listingName, organisationName, state: latest.state },
      ...{ sentAt, answerBy, answeredAt, overdue: isOverdue(latest, now) },
      outcome: said === undefined ? null : { kind: said.kind, saidAt: said.saidAt },
    },
  }
}
