import { type GroupAnswer, referralsEvents, type ToldRecord } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { insertQuestion } from '../question/store.ts'
import { cancelTimers } from '../timer/store.ts'
import { answered, type KeptAssignment } from './rules.ts'
import { saveAssignment } from './store.ts'

interface Answered {
  readonly answer: GroupAnswer
  /** Null when the group itself answers. */
  readonly told: ToldRecord | null
}

/** Keeps what a group says and tells of it. Who may say it, has been decided. */
export async function keepAnswer(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  { assignment, answer, told }: Answered & { readonly assignment: KeptAssignment },
): Promise<void> {
  const { tenant } = actor
  const now = deps.now()
  const moved = answered(assignment, { answer, told }, now)
  await saveAssignment(tx, tenant, moved)
  await cancelTimers(tx, { tenant, subject: moved.id, at: now.toISOString() })
  const { id: assignmentId, referralId, state, listingId } = moved
  if (answer.says === 'question') {
    const asked = { id: deps.newId(), assignmentId, words: answer.words }
    await insertQuestion(tx, tenant, { ...asked, askedAt: now.toISOString() })
  }
  await record(tx, actor, referralsEvents.assignmentMoved, { assignmentId, referralId, state })
  if (moved.placesLeft === null) return
  const left = moved.placesLeft
  await record(tx, actor, referralsEvents.placesSaid, { listingId, assignmentId, left })
}
