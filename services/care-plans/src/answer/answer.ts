import { type AnswerGiven, carePlansEvents, type Plan } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getLineFor } from '../line/store.ts'
import { listGoalsOf, listStopped } from '../loop/store.ts'
import { readPlan } from '../plan/read.ts'
import { changed, demandRunning, userOf } from '../plan/rules.ts'
import { saveAndTell } from '../plan/touch.ts'
import { insertRating } from '../rating/store.ts'
import { checkTold, givenAt } from './said.ts'
import { type FoundSuggestion, findSuggestion, insertConfirmation, latestOf } from './store.ts'

/** The person's answer to what a group says: it alone moves the goal. Earlier answers stay. */
export async function answerSuggestion(
  deps: Deps,
  actor: Actor,
  { id, answer }: { readonly id: string; readonly answer: AnswerGiven },
  once?: OnceKey,
): Promise<Plan> {
  const { tenant, userId: writtenBy } = userOf(actor)
  const now = deps.now()
  checkTold(actor, answer.told, now)
  const made = await deps.db.writeOnce(once, async (tx) => {
    const found = await findSuggestion(tx, tenant, id)
    if (found === null) throw notFound('question')
    const { goalId, outcomeId, referralId } = found
    const { plan } = await getLineFor(tx, actor, 'goal', goalId)
    demandRunning(plan)
    const assignmentId = await demandAnswerable(tx, found, answer.revision)
    const at = givenAt(answer.told, now)
    const { revision, says, score, words, saidBy, told, tellReferrer } = answer
    const confirmationId = deps.newId()
    const of = { tenant, suggestionId: id, goalId, outcomeId, revision }
    const said = { says, words, score, saidBy, writtenBy, told, at, tellReferrer }
    await insertConfirmation(tx, { id: confirmationId, ...of, ...said })
    if (score !== null) {
      const by = saidBy
      await insertRating(tx, {
        ...{ id: deps.newId(), tenant, goalId, score, by, words: null, writtenBy, told, at },
        rung: null,
      })
    }
    await saveAndTell(tx, actor, changed(plan))
    // Once sharing with that group has stopped, nothing of it goes back to anybody.
    if ((await listStopped(tx, tenant, [assignmentId])).length === 0) {
      const about = { suggestionId: id, outcomeId, referralId, confirmationId }
      await record(tx, actor, carePlansEvents.suggestionAnswered, about)
    }
    return { id: plan.id }
  })
  deps.failpoint('answer.given')
  return readPlan(deps, actor, made.id)
}

/**
 * Gives whose part of the referral it is about. Throws `conflict`, with the way forward, for what
 * was changed or taken back since it was read, and for what is not tied to the goal any more.
 */
async function demandAnswerable(
  tx: Tx,
  { tenant, goalId, outcomeId, referralId }: FoundSuggestion,
  revision: number,
): Promise<string> {
  const latest = await latestOf(tx, tenant, outcomeId)
  if (latest?.revision !== revision) {
    throw conflict('The group has changed what it says. Read it again first.')
  }
  if (latest.outcome === null || latest.outcome.standing === 'enteredInError') {
    throw conflict('What the group said is gone. You can still say how near the goal is.')
  }
  if (!(await listGoalsOf(tx, tenant, referralId)).includes(goalId)) {
    throw conflict('This is not tied to the goal any more. Tie it to the goal again first.')
  }
  return latest.assignmentId
}
