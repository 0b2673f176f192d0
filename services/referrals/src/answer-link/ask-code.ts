import { type LinkedAssignment, referralsEvents } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type GivenSession, openSession } from './open.ts'
import { readLinked } from './read-linked.ts'
import { allowCode, codesSince, newCode } from './rules.ts'
import { countCodes, replaceCode } from './store.ts'

/** Has a code sent to the mailbox that the link went to. An earlier code of the session ends. */
export async function askAnswerCode(
  deps: Deps,
  actor: Actor,
  given: GivenSession,
): Promise<LinkedAssignment> {
  const { tenant } = actor
  await deps.db.write(async (tx) => {
    const { assignment, holder, link, session } = await openSession(deps, tx, actor, given)
    if (assignment.state !== 'accepted') {
      throw conflict('Say yes first: the code opens how to reach them.')
    }
    if (session.provedAt !== null) return
    const now = deps.now()
    const { id: assignmentId } = assignment
    allowCode(await countCodes(tx, tenant, { assignmentId, since: codesSince(now) }))
    const code = newCode({ id: deps.newId(), assignmentId, linkId: link.id }, session, now)
    await replaceCode(tx, tenant, code)
    const { assignmentCodeAsked } = referralsEvents
    await record(tx, holder, assignmentCodeAsked, { assignmentId, codeId: code.id })
  })
  return readLinked(deps, actor, given)
}
