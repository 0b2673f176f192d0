import { randomBytes } from 'node:crypto'
import type { Actor } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { openAnswerLink, sessionIdOf } from './open.ts'
import { demandOpens, newSession } from './rules.ts'
import { insertSession } from './store.ts'

const secretBytes = 32

/** The button was pressed: half an hour with this one assignment. The secret is given once. */
export async function startAnswerSession(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<{ session: string; expiresAt: string }> {
  const secret = randomBytes(secretBytes).toString('base64url')
  return deps.db.write(async (tx) => {
    const { link, assignment, holder, state } = await openAnswerLink(deps, tx, actor, token)
    demandOpens(state)
    const session = newSession({ id: sessionIdOf(secret), linkId: link.id }, deps.now())
    await insertSession(tx, actor.tenant, session)
    await audit(tx, holder, { action: 'assignment.sessionStarted', subject: assignment.id })
    return { session: secret, expiresAt: session.expiresAt }
  })
}
