import { tokenLifetimeSeconds } from '@waymark/auth'
import type { Account } from '@waymark/contracts'
import { type Actor, AppError, type ServiceName } from '@waymark/core'
import { getStoredAccount } from '../account/store.ts'
import type { Deps } from '../deps.ts'
import { findSession } from './store.ts'

interface Asked {
  readonly session: string
  readonly audiences: readonly ServiceName[]
}

interface Issued {
  readonly tokens: Record<string, string>
  readonly expiresAt: string
  readonly account: Account
}

/** One token per audience, with the roles as they are this moment, within the caller's tenant. */
export async function issueTokens(
  deps: Deps,
  actor: Actor,
  { session, audiences }: Asked,
): Promise<Issued> {
  const found = await findSession(deps.db.reader, session, deps.now())
  if (found === null) throw signedOut()
  const { tenant, ...account } = await getStoredAccount(deps.db.reader, found.userId)
  if (tenant !== actor.tenant) throw signedOut()
  const user = { tenant, userId: account.id, memberships: account.memberships }
  const signed = await Promise.all(
    audiences.map(async (audience) => [audience, await deps.signer.signUser(user, audience)]),
  )
  const expiresAt = new Date(deps.now().getTime() + tokenLifetimeSeconds * 1000).toISOString()
  return { tokens: Object.fromEntries(signed), expiresAt, account }
}

function signedOut(): AppError {
  return new AppError('unauthenticated', 'Your sign-in has ended. Sign in again.')
}
