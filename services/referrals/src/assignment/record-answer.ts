import type { GroupAnswer, Referral, Told } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { senderOf } from '../referral/follow.ts'
import { readIfDone, readReferral } from '../referral/read.ts'
import { checkTold } from '../referral/rules.ts'
import { keepAnswer } from './answer.ts'
import { getSentFor } from './get-sent.ts'

export interface RecordedAnswer {
  readonly id: string
  readonly answer: GroupAnswer
  readonly told: Told
}

/** Writes down for a group what it told: "told to Jo by Pat by phone, 3 May". */
export async function recordAnswer(
  deps: Deps,
  actor: Actor,
  { id, answer, told }: RecordedAnswer,
  once?: OnceKey,
): Promise<Referral> {
  const { user } = senderOf(actor)
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  checkTold(told, deps.now())
  // Before the question of who writes it down: an assignment not theirs does not exist for them.
  await getSentFor(deps.db.reader, actor, id)
  const params = { id: user.userId }
  const { name: to } = await deps.identityFor(user.tenant).readReferrer({ params })
  const kept = await deps.db.writeOnce(once, async (tx) => {
    const { assignment } = await getSentFor(tx, actor, id)
    await keepAnswer(tx, deps, actor, { assignment, answer, told: { ...told, to } })
    return { id: assignment.referralId }
  })
  return readReferral(deps, actor, kept.id)
}
