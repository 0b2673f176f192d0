import { decide } from '@waymark/auth'
import { type Actor, AppError } from '@waymark/core'
import type { Reader } from '@waymark/db'
import { personOf } from '@waymark/relationships'

/** Whose record the account is; null for nobody's. Throws `forbidden` for any other role. */
export async function findOwnPerson(reader: Reader, actor: Actor): Promise<string | null> {
  const { tenant } = actor
  const userId = actor.kind === 'user' ? actor.userId : ''
  if (!decide(actor, 'referral.readOwn', { tenant, owner: userId }).allowed) {
    throw new AppError('forbidden', 'Only the person themself sees this.')
  }
  return personOf(reader, { tenant, userId })
}
