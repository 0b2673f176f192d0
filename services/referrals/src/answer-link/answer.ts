import type { GroupAnswer, LinkedAssignment } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import type { OnceKey, Tx } from '@waymark/db'
import { keepAnswer } from '../assignment/answer.ts'
import { getAssignmentFor } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { type GivenSession, openSession } from './open.ts'
import { readLinked } from './read-linked.ts'

export interface LinkedAnswer extends GivenSession {
  readonly answer: GroupAnswer
}

/** Keeps a group's answer by its link. Pressed again, it shows what was decided. */
export async function answerLinked(
  deps: Deps,
  actor: Actor,
  given: LinkedAnswer,
  once?: OnceKey,
): Promise<LinkedAssignment> {
  await deps.db.writeOnce(once, (tx) => answerOnce(tx, deps, actor, given))
  return readLinked(deps, actor, given)
}

async function answerOnce(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  given: LinkedAnswer,
): Promise<{ id: string }> {
  const { holder, state } = await openSession(deps, tx, actor, given)
  const { recordId: id } = holder
  if (state === 'answered') return { id }
  const { answer } = given
  const assignment = await getAssignmentFor(tx, holder, 'assignment.answer', id)
  if (assignment.state === 'underReview' && answer.says === 'question') {
    throw conflict('Your question is with them. Wait for what they say, or answer yes or no now.', {
      allowed: ['accept', 'decline'],
    })
  }
  await keepAnswer(tx, deps, holder, { assignment, answer, told: null })
  return { id }
}
