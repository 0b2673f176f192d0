import type { Actor } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { deleteSession, findSession } from './store.ts'

/** Ends a session. Ending one that has already ended is no error. */
export async function signOut(
  deps: Deps,
  actor: Actor,
  session: string,
): Promise<{ ended: boolean }> {
  return deps.db.write(async (tx) => {
    const found = await findSession(tx, session, deps.now())
    if (found !== null) await audit(tx, actor, { action: 'session.ended', subject: found.userId })
    return { ended: await deleteSession(tx, session) }
  })
}
