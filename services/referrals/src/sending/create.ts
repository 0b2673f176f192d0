import { type Referral, type ReferralGiven, referralsEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import { keepStart } from '@waymark/relationships'
import { isRunningAt } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { type ActingSender, namedSender, senderOf } from '../referral/follow.ts'
import { readIfDone, readReferral } from '../referral/read.ts'
import { checkAgreement, type KeptReferral, sharedCopyOf } from '../referral/rules.ts'
import { insertReferral, listOpenOf } from '../referral/store.ts'
import { type Facts, gather } from './gather.ts'
import { refuseObstacles } from './obstacles.ts'
import { startAssignment } from './start-assignment.ts'

/** Sends a referral to its first group. What is shared is the owners' word, as of now. */
export async function createReferral(
  deps: Deps,
  actor: Actor,
  given: ReferralGiven,
  once?: OnceKey,
): Promise<Referral> {
  const acting = senderOf(actor)
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  checkAgreement(given.agreement, deps.now())
  const facts = await gather(deps, acting.user, given)
  // Minted first: the seed finds by its id what it has sent before.
  const ids = { referral: deps.newId(), assignment: deps.newId() }
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    await send(tx, deps, acting, { given, facts, ids })
    return { id: ids.referral }
  })
  deps.failpoint('referral.created')
  return readReferral(deps, actor, id)
}

interface Sending {
  readonly given: ReferralGiven
  readonly facts: Facts
  readonly ids: { readonly referral: string; readonly assignment: string }
}

async function send(tx: Tx, deps: Deps, acting: ActingSender, sending: Sending): Promise<void> {
  const { user, scope } = acting
  const { given, facts, ids } = sending
  const { subject, page, referrer } = facts
  const { tenant, userId } = user
  const { personId, relationship } = subject
  const { listingId } = given
  if (relationship !== null) {
    // Of what people has told, the part that this very referral turns on: it may not be heard yet.
    await keepStart(tx, { id: relationship.id, tenant, personId, userId })
  }
  const referralIds = await listOpenOf(tx, scope, personId)
  const isAsked = await isRunningAt(tx, tenant, { referralIds, listingId })
  refuseObstacles({ page, referrer, isAsked })
  const referral = newReferral(acting, sending, deps.now())
  await insertReferral(tx, tenant, referral)
  await record(tx, user, referralsEvents.referralOpened, { referralId: referral.id })
  const { sender } = referral
  await startAssignment(tx, deps, user, {
    ...{ id: ids.assignment, referralId: referral.id, sender, page },
    shared: { ...sharedCopyOf(subject, given), withheld: subject.withheld },
    agreement: {
      ...given.agreement,
      ...{ askedBy: sender.name, askedById: userId, derivedFrom: null },
    },
  })
}

function newReferral({ user, role }: ActingSender, sending: Sending, now: Date): KeptReferral {
  const { given, facts, ids } = sending
  const { need, reason, needToKnow, risks, whatMatters, about } = given
  const { personId, givenName, familyName, knownAs } = facts.subject
  return {
    ...{ id: ids.referral, personId, givenName, familyName, knownAs },
    ...{ need, reason, needToKnow, risks, whatMatters },
    entryId: about.kind === 'entry' ? about.entryId : null,
    state: 'open',
    sender: namedSender(facts.referrer, role),
    createdBy: user.userId,
    createdAt: now.toISOString(),
    closedAt: null,
    latestAssignmentId: ids.assignment,
    version: 1,
  }
}
