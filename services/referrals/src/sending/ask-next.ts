import type { AgreementGiven, Referral } from '@waymark/contracts'
import { type Actor, conflict, invalid } from '@waymark/core'
import type { OnceKey, Tx } from '@waymark/db'
import { coversOthers, type KeptAgreement } from '../agreement/rules.ts'
import { getAgreement } from '../agreement/store.ts'
import { letGo } from '../assignment/end.ts'
import { isOverdue, isWaiting, type KeptAssignment } from '../assignment/rules.ts'
import { findAssignment, isRunningAt } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { type ActingSender, namedSender, senderOf } from '../referral/follow.ts'
import { readIfDone, readReferral } from '../referral/read.ts'
import { changed, checkAgreement, demandOpen, sharedCopyOf } from '../referral/rules.ts'
import {
  type FollowedReferral,
  getReferralFor,
  listOpenOf,
  saveReferral,
} from '../referral/store.ts'
import { type Facts, gather } from './gather.ts'
import { refuseObstacles } from './obstacles.ts'
import { startAssignment } from './start-assignment.ts'

export interface NextAsked {
  readonly referralId: string
  readonly listingId: string
  /** Null: the agreement given before covers this group too. */
  readonly agreement: AgreementGiven | null
}

/** Asks another group with the same words. Who has not answered is let go in the same write. */
export async function askNext(
  deps: Deps,
  actor: Actor,
  given: NextAsked,
  once?: OnceKey,
): Promise<Referral> {
  const acting = senderOf(actor)
  const { referralId, listingId, agreement } = given
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  if (agreement !== null) checkAgreement(agreement, deps.now())
  const { about } = await getReferralFor(deps.db.reader, actor, 'referral.change', referralId)
  const facts = await gather(deps, acting.user, { about, listingId })
  const id = deps.newId()
  await deps.db.writeOnce(once, async (tx) => {
    await sendNext(tx, deps, acting, { given, facts, id })
    return { id: referralId }
  })
  return readReferral(deps, actor, referralId)
}

interface Next {
  readonly given: NextAsked
  readonly facts: Facts
  readonly id: string
}

async function sendNext(tx: Tx, deps: Deps, acting: ActingSender, next: Next): Promise<void> {
  const { user, role, scope } = acting
  const { tenant } = user
  const { given, facts, id } = next
  const { listingId } = given
  const followed = await getReferralFor(tx, user, 'referral.change', given.referralId)
  const { referral } = followed
  demandOpen(referral)
  const latest = await findLatest(tx, tenant, followed)
  // Another open referral of theirs may have asked that group: it would ring them twice.
  const referralIds = await listOpenOf(tx, scope, referral.personId)
  const isAsked = await isRunningAt(tx, tenant, { referralIds, listingId })
  refuseObstacles({ page: facts.page, referrer: facts.referrer, isAsked })
  const sender = namedSender(facts.referrer, role)
  const before = await getAgreement(tx, tenant, latest.id)
  const agreement = agreementFor(given, before, deps.now()) ?? {
    ...demandGiven(given),
    ...{ askedBy: sender.name, askedById: user.userId, derivedFrom: null },
  }
  await makeWay(tx, deps, acting, latest)
  await saveReferral(tx, tenant, changed({ ...referral, latestAssignmentId: id }))
  await startAssignment(tx, deps, user, {
    ...{ id, referralId: referral.id, sender, page: facts.page, agreement },
    shared: { ...sharedCopyOf(facts.subject, referral), withheld: facts.subject.withheld },
  })
}

/** What was agreed before, where it covers this group and nothing newer was given. */
function agreementFor({ agreement }: NextAsked, before: KeptAgreement, now: Date) {
  if (agreement !== null || !coversOthers(before, now)) return null
  return { ...before, derivedFrom: before.assignmentId }
}

function demandGiven({ agreement }: NextAsked): AgreementGiven {
  if (agreement !== null) return agreement
  const detail = 'Ask them first: what they agreed to was for the other group only.'
  throw invalid(detail, [{ pointer: '/agreement', detail }])
}

/** A group that waits is let go: past its day as silent, before it as asked elsewhere. */
async function makeWay(
  tx: Tx,
  deps: Deps,
  { user }: ActingSender,
  latest: KeptAssignment,
): Promise<void> {
  if (latest.state === 'accepted') {
    throw conflict('They said yes. Stop sharing with them first, if that is no longer right.', {
      allowed: ['stopSharing'],
    })
  }
  if (!isWaiting(latest.state)) return
  const event = isOverdue(latest, deps.now()) ? 'lapse' : 'redirect'
  await letGo(tx, deps, user, { assignment: latest, event })
}

async function findLatest(
  tx: Tx,
  tenant: string,
  { referral }: FollowedReferral,
): Promise<KeptAssignment> {
  const latest = await findAssignment(tx, tenant, referral.latestAssignmentId)
  if (latest === null) throw new Error('A referral is without its latest part.')
  return latest
}
