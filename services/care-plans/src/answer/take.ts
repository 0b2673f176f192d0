import { decide } from '@waymark/auth'
import type { AnswerForReferrer } from '@waymark/contracts'
import { type Actor, AppError, notFound } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { listStopped } from '../loop/store.ts'
import { findConfirmation } from './store.ts'

/**
 * An answer for the message back to the referrer: nothing of it where the person keeps it. Throws
 * `gone` once sharing with that group has stopped, which is written in the same database.
 */
export async function takeAnswer(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  id: string,
): Promise<AnswerForReferrer> {
  const { tenant } = actor
  if (!decide(actor, 'plan.takeAnswer', { tenant }).allowed) throw notFound('answer')
  return db.write(async (tx) => {
    const found = await findConfirmation(tx, tenant, id)
    if (found === null) throw notFound('answer')
    const { answer, assignmentId } = found
    if ((await listStopped(tx, tenant, [assignmentId])).length > 0) {
      throw new AppError('gone', 'They have stopped sharing with that group.')
    }
    const { suggestionId, outcomeId, revision, at, saidBy, tellReferrer } = answer
    await audit(tx, actor, { action: 'answer.taken', subject: suggestionId })
    const told = tellReferrer ? answer : { says: null, score: null, words: null }
    const { says, score, words } = told
    return { confirmationId: id, suggestionId, outcomeId, revision, at, saidBy, says, score, words }
  })
}
