import { decide } from '@waymark/auth'
import type { AccountName } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { listNames } from './store.ts'

/** Who accounts are, for a page on which a person sees who looked. Unknown ones are left out. */
export async function readNames(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  ids: readonly string[],
): Promise<{ contents: AccountName[] }> {
  const { tenant } = actor
  if (!decide(actor, 'account.readNames', { tenant }).allowed) {
    throw new AppError('forbidden', 'Only pages show who looked.')
  }
  return { contents: await listNames(db.reader, tenant, ids) }
}
