import type { KnownBy, ReferralPreview, ReferralSubject, ReferralWish } from '@waymark/contracts'
import type { Actor, UserActor } from '@waymark/core'
import { deadlines } from '../assignment/rules.ts'
import { isRunningAt } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { type ActingSender, namedSender, senderOf } from '../referral/follow.ts'
import { type Shareable, sharedCopyOf } from '../referral/rules.ts'
import { listOpenOf } from '../referral/store.ts'
import { readPage } from './gather.ts'
import { obstaclesOf } from './obstacles.ts'

type Typed = Shareable & { readonly kind: 'typed' }

export interface Previewed extends ReferralWish {
  readonly about: KnownBy | Typed
  readonly listingId: string
}

/** What would be shared, with whom, and what stands in the way. Keeps nothing. */
export async function previewReferral(
  deps: Deps,
  actor: Actor,
  given: Previewed,
): Promise<ReferralPreview> {
  const acting = senderOf(actor)
  const { tenant, userId } = acting.user
  const { about, listingId } = given
  const [subject, referrer, page] = await Promise.all([
    about.kind === 'typed' ? about : readSubject(deps, acting.user, about),
    deps.identityFor(tenant).readReferrer({ params: { id: userId } }),
    readPage(deps, tenant, listingId),
  ])
  // Somebody who is only typed so far has no referrals that the sender could know of.
  const isAsked =
    'personId' in subject &&
    (await isAskedAlready(deps, acting, { personId: subject.personId, listingId }))
  const now = deps.now()
  return {
    listingId,
    listingName: page.listing.name,
    organisationId: page.organisation.id,
    organisationName: page.organisation.name,
    sender: referrer.workplace === null ? null : namedSender(referrer, acting.role),
    answerBy: deadlines(now, deps.workingDays).answerBy,
    shared: sharedCopyOf(subject, given),
    obstacles: obstaclesOf({ page, referrer, isAsked }),
  }
}

function readSubject(
  { peopleFor }: Pick<Deps, 'peopleFor'>,
  { tenant, userId }: UserActor,
  about: KnownBy,
): Promise<ReferralSubject> {
  return peopleFor(tenant).readReferralSubject({ body: { userId, about } })
}

async function isAskedAlready(
  { db: { reader } }: Pick<Deps, 'db'>,
  { scope }: ActingSender,
  { personId, listingId }: { readonly personId: string; readonly listingId: string },
): Promise<boolean> {
  const referralIds = await listOpenOf(reader, scope, personId)
  return isRunningAt(reader, scope.tenant, { referralIds, listingId })
}
