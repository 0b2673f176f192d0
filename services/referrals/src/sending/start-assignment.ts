import {
  type AgreementGiven,
  type ListingPage,
  referralsEvents,
  type Sender,
} from '@waymark/contracts'
import { conflict, type UserActor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { KeptAgreement } from '../agreement/rules.ts'
import { insertAgreement } from '../agreement/store.ts'
import { makeLink } from '../answer-link/make.ts'
import { deadlines, type KeptAssignment, type KeptCopy } from '../assignment/rules.ts'
import { insertAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { setTimer } from '../timer/store.ts'

/** A group that is to be asked. */
export interface Starting {
  readonly id: string
  readonly referralId: string
  readonly sender: Sender
  readonly page: ListingPage
  readonly shared: KeptCopy
  readonly agreement: AgreementGiven & Pick<KeptAgreement, 'derivedFrom' | 'askedBy' | 'askedById'>
}

/** Gives a group its part: the copy, the agreement, the link and the deadline, in one write. */
export async function startAssignment(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId' | 'workingDays'>,
  user: UserActor,
  starting: Starting,
): Promise<void> {
  const { tenant } = user
  const { id: assignmentId, referralId, page, agreement } = starting
  const { email } = page.organisation
  if (email === null) throw conflict('We have no e-mail address for this group.')
  const now = deps.now()
  const { answerBy, expiresAt } = deadlines(now, deps.workingDays)
  await insertAssignment(tx, tenant, newAssignment(starting, { answerBy, sentAt: now }))
  await insertAgreement(tx, tenant, { ...agreement, assignmentId, withdrawnAt: null })
  await setTimer(tx, { tenant, subject: assignmentId, milestone: 'expire', dueAt: expiresAt })
  const listingId = page.listing.id
  await record(tx, user, referralsEvents.assignmentRequested, {
    ...{ assignmentId, referralId, listingId },
  })
  await makeLink(tx, deps, user, { assignmentId, email, why: 'asked', madeBy: 'sender' })
}

function newAssignment(
  { id, referralId, sender, page: { listing, organisation }, shared }: Starting,
  { answerBy, sentAt }: { readonly answerBy: string; readonly sentAt: Date },
): KeptAssignment {
  return {
    ...{ id, referralId, sender, shared, answerBy },
    organisationId: organisation.id,
    organisationName: organisation.name,
    organisationPhone: organisation.phone,
    listingId: listing.id,
    listingName: listing.name,
    state: 'requested',
    sentAt: sentAt.toISOString(),
    answeredAt: null,
    declineReason: null,
    declineWords: null,
    placesLeft: null,
    told: null,
    version: 1,
  }
}
