import { decide } from '@waymark/auth'
import type { Referrer } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getWorkplace } from '../workplace/store.ts'
import { workplaceIdOf } from './rules.ts'
import { getAccount } from './store.ts'

/** Who sends a referral, and from where: what whoever gets it needs to check that it is real. */
export async function readReferrer(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  id: string,
): Promise<Referrer> {
  const { tenant } = actor
  if (!decide(actor, 'account.readReferrer', { tenant }).allowed) {
    throw new AppError('forbidden', 'Only a referral says who sends it.')
  }
  const { name, memberships } = await getAccount(db.reader, tenant, id)
  const workplaceId = workplaceIdOf(memberships)
  const workplace = workplaceId === null ? null : await getWorkplace(db.reader, tenant, workplaceId)
  return { userId: id, name, workplace }
}
