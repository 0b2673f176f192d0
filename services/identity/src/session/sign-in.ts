import type { Account } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { audit } from '@waymark/db'
import { needsSecondFactor } from '../account/rules.ts'
import { getStoredAccount } from '../account/store.ts'
import type { Deps } from '../deps.ts'
import { reserveAttempt } from './reserve-attempt.ts'
import { deleteExpiredSessions, deleteFailures, deleteSession, findSession } from './store.ts'

interface SignIn {
  readonly email: string
  readonly password: string
  /** The network address the trusted proxy saw. */
  readonly address: string
}

interface StartedSession {
  readonly session: string
  readonly expiresAt: string
  readonly account: Account
}

/** Starts a session. A wrong address and a wrong password answer alike; too many of either wait. */
export async function signIn(deps: Deps, actor: Actor, given: SignIn): Promise<StartedSession> {
  const { tenant } = actor
  const email = given.email.trim().toLowerCase()
  const attempt = await reserveAttempt(deps, { tenant, email, address: given.address })
  const token = await deps.checkPassword(email, given.password)
  if (token === null) throw wrongPair()
  const session = await findSession(deps.db.reader, token, deps.now())
  const stored = session && (await getStoredAccount(deps.db.reader, session.userId))
  if (session === null || stored?.tenant !== tenant) {
    await deps.db.write((tx) => deleteSession(tx, token))
    throw wrongPair()
  }
  const { tenant: _, ...account } = stored
  await settle(deps, actor, { account, token, attempt })
  return { session: token, expiresAt: session.expiresAt.toISOString(), account }
}

function wrongPair(): AppError {
  return new AppError('unauthenticated', 'That e-mail address and password do not go together.')
}

interface RightPassword {
  readonly account: Account
  readonly token: string
  /** The rows that counted this try as failed, before it was known to be right. */
  readonly attempt: readonly string[]
}

/** Writes down that somebody came in, or sends staff away where a password alone will not do. */
async function settle(deps: Deps, actor: Actor, right: RightPassword): Promise<void> {
  const { account, token, attempt } = right
  const refused = deps.mode === 'live' && needsSecondFactor(account.memberships)
  await deps.db.write(async (tx) => {
    await deleteFailures(tx, attempt)
    await deleteExpiredSessions(tx, deps.now())
    if (refused) await deleteSession(tx, token)
    const action = refused ? 'session.refused' : 'session.started'
    await audit(tx, actor, { action, subject: account.id })
  })
  if (refused) {
    throw new AppError(
      'forbidden',
      'Staff need a second step to sign in, and this version does not have one yet.',
    )
  }
}
