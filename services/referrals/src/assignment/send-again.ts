import type { LinkReason, Referral } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import { makeLink } from '../answer-link/make.ts'
import { allowLink, linksSince } from '../answer-link/rules.ts'
import { countAgain } from '../answer-link/store.ts'
import type { Deps } from '../deps.ts'
import { readIfDone, readReferral } from '../referral/read.ts'
import { readMailbox } from '../sending/mailbox.ts'
import { getSentFor } from './get-sent.ts'
import { isWaiting, type KeptAssignment } from './rules.ts'

interface FreshLink {
  readonly id: string
  readonly why: LinkReason
  readonly once: OnceKey | undefined
  /** Throws where the group has nothing to do with it now. */
  demand(assignment: KeptAssignment): void
}

/** Sends the group a fresh link, to the address on file now and nowhere else. */
export async function sendFreshLink(
  deps: Deps,
  actor: Actor,
  { id, why, once, demand }: FreshLink,
): Promise<Referral> {
  const { tenant } = actor
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  const { assignment: sent } = await getSentFor(deps.db.reader, actor, id)
  const email = await readMailbox(deps, tenant, sent.organisationId)
  const { id: referralId } = await deps.db.writeOnce(once, async (tx) => {
    const { assignment } = await getSentFor(tx, actor, id)
    demand(assignment)
    const since = linksSince(deps.now())
    allowLink(await countAgain(tx, tenant, { assignmentId: id, since }))
    await makeLink(tx, deps, actor, { assignmentId: id, email, why, madeBy: 'sender' })
    return { id: assignment.referralId }
  })
  return readReferral(deps, actor, referralId)
}

/** Sends a group that is still to answer a fresh link to answer by. */
export function sendLinkAgain(
  deps: Deps,
  actor: Actor,
  id: string,
  once?: OnceKey,
): Promise<Referral> {
  return sendFreshLink(deps, actor, {
    ...{ id, once, why: 'again' },
    demand({ state }) {
      if (!isWaiting(state)) throw conflict('This group has nothing left to answer.')
    },
  })
}
