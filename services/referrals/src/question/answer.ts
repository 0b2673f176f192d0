import { type Referral, referralsEvents } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import { makeLink } from '../answer-link/make.ts'
import { getSentFor } from '../assignment/get-sent.ts'
import { deadlines, type KeptAssignment, move } from '../assignment/rules.ts'
import { saveAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { readIfDone, readReferral } from '../referral/read.ts'
import { readMailbox } from '../sending/mailbox.ts'
import { setTimer } from '../timer/store.ts'
import { getQuestion, saveExplained } from './store.ts'

export interface Explained {
  readonly id: string
  readonly words: string
}

/**
 * Answers what a group asked, with a fresh link. It has as long as at first to decide; where it has
 * said yes meanwhile, the answer comes all the same.
 */
export async function answerQuestion(
  deps: Deps,
  actor: Actor,
  given: Explained,
  once?: OnceKey,
): Promise<Referral> {
  const { tenant } = actor
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  const asked = await getQuestion(deps.db.reader, tenant, given.id)
  const { assignment } = await getSentFor(deps.db.reader, actor, asked.assignmentId)
  const email = await readMailbox(deps, tenant, assignment.organisationId)
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const explained = await explain(tx, deps, actor, given)
    const assignmentId = explained.id
    const why = explained.state === 'accepted' ? 'again' : 'questionAnswered'
    await makeLink(tx, deps, actor, { assignmentId, email, why, madeBy: 'sender' })
    return { id: explained.referralId }
  })
  return readReferral(deps, actor, id)
}

async function explain(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { id, words }: Explained,
): Promise<KeptAssignment> {
  const { tenant } = actor
  const question = await getQuestion(tx, tenant, id)
  if (question.answeredAt !== null) throw conflict('That question has been answered already.')
  const { assignment } = await getSentFor(tx, actor, question.assignmentId)
  const now = deps.now()
  const answeredBy = actor.kind === 'user' ? actor.userId : null
  const answeredAt = now.toISOString()
  await saveExplained(tx, tenant, { ...question, answer: words, answeredBy, answeredAt })
  if (assignment.state === 'accepted') return assignment
  const { answerBy, expiresAt } = deadlines(now, deps.workingDays)
  const moved = { ...move(assignment, 'explain'), answerBy, told: null }
  await saveAssignment(tx, tenant, moved)
  await setTimer(tx, { tenant, subject: moved.id, milestone: 'expire', dueAt: expiresAt })
  const { id: assignmentId, referralId, state } = moved
  await record(tx, actor, referralsEvents.assignmentMoved, { assignmentId, referralId, state })
  return moved
}
