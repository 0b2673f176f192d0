import type { UserActor } from '@waymark/core'
import type { Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { refuseIfLimited, windowStart } from './rules.ts'
import { countAttempts, deleteAttemptsBefore, insertAttempt } from './store.ts'

/** Counts one use of identifiers. Throws `tooMany` after 30 within an hour. */
export async function countAttempt(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  { tenant, userId }: UserActor,
): Promise<void> {
  const now = deps.now()
  const since = windowStart(now)
  const attempt = { id: deps.newId(), tenant, userId, at: now.toISOString() }
  await deleteAttemptsBefore(tx, since)
  refuseIfLimited(await countAttempts(tx, attempt, since))
  await insertAttempt(tx, attempt)
}
