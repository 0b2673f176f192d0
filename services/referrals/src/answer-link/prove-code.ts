import { isSameCode, oneTimeCode } from '@waymark/auth'
import type { LinkedAssignment } from '@waymark/contracts'
import { type Actor, conflict, invalid } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type GivenSession, openSession } from './open.ts'
import { readLinked } from './read-linked.ts'
import { codePurpose, triesLeft } from './rules.ts'
import { findNewestCode, saveCode, saveProved } from './store.ts'

export interface GivenCode extends GivenSession {
  readonly code: string
}

/** Takes the code that came. A wrong one is counted; the fifth ends the code. */
export async function proveAnswerCode(
  deps: Deps,
  actor: Actor,
  given: GivenCode,
): Promise<LinkedAssignment> {
  // The refusal comes after the write: thrown inside, it would take back the counted try.
  const left = await deps.db.write((tx) => tryCode(tx, deps, actor, given))
  if (left !== null) throw wrongCode(left)
  return readLinked(deps, actor, given)
}

/** Null when the session is proved, else how many tries are left. */
async function tryCode(tx: Tx, deps: Deps, actor: Actor, given: GivenCode): Promise<number | null> {
  const { tenant } = actor
  const { assignment, holder, session } = await openSession(deps, tx, actor, given)
  if (session.provedAt !== null) return null
  const code = await findNewestCode(tx, tenant, session.id)
  const now = deps.now()
  const left = code === null ? 0 : triesLeft(code, now)
  if (code === null || left <= 0) throw conflict('That code has ended. Ask for a new one.')
  const sent = oneTimeCode({ key: deps.linkKey, purpose: codePurpose, tenant, id: code.id })
  const subject = assignment.id
  if (!isSameCode(given.code, sent)) {
    await saveCode(tx, tenant, { ...code, wrongTries: code.wrongTries + 1 })
    await audit(tx, holder, { action: 'assignment.codeWrong', subject })
    return left - 1
  }
  const provedAt = now.toISOString()
  await saveCode(tx, tenant, { ...code, endedAt: provedAt })
  await saveProved(tx, tenant, { id: session.id, provedAt })
  await audit(tx, holder, { action: 'assignment.codeProved', subject })
  return null
}

function wrongCode(left: number) {
  const tries = left === 1 ? 'one more try' : `${left} more tries`
  const detail =
    left === 0
      ? 'That is not the code, and it has ended now. Ask for a new one.'
      : `That is not the code. Look at the newest e-mail; you have ${tries}.`
  return invalid(detail, [{ pointer: '/code', detail }])
}
