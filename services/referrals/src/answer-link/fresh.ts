import { type Actor, conflict, isAppError } from '@waymark/core'
import type { Reader } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readMailbox } from '../sending/mailbox.ts'
import { makeLink } from './make.ts'
import { type OpenedLink, openAnswerLink } from './open.ts'
import { allowLink, linksSince, needsFresh } from './rules.ts'
import { countAgain } from './store.ts'

/** Sends a fresh link in place of one that has ended: to the address on file, and nowhere else. */
export async function freshAnswerLink(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<{ expiresAt: string }> {
  const { tenant } = actor
  const ended = await openEnded(deps, deps.db.reader, actor, token)
  const email = await addressOf(deps, ended)
  return deps.db.write(async (tx) => {
    const { assignment, holder } = await openEnded(deps, tx, actor, token)
    const { id: assignmentId } = assignment
    allowLink(await countAgain(tx, tenant, { assignmentId, since: linksSince(deps.now()) }))
    const given = { assignmentId, email, why: 'again', madeBy: 'link' } as const
    const { expiresAt } = await makeLink(tx, deps, holder, given)
    return { expiresAt }
  })
}

async function openEnded(
  deps: Deps,
  reader: Reader,
  actor: Actor,
  token: string,
): Promise<OpenedLink> {
  const opened = await openAnswerLink(deps, reader, actor, token)
  if (needsFresh(opened.state, opened.assignment)) return opened
  throw conflict('That link needs no fresh one.')
}

/** Refused in words for the group: those for the sender would tell it to ring itself. */
async function addressOf(deps: Deps, { holder, assignment }: OpenedLink): Promise<string> {
  try {
    return await readMailbox(deps, holder.tenant, assignment.organisationId)
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
    throw conflict('Your group’s e-mail address has to be proved again. Ring whoever sent this.')
  }
}
