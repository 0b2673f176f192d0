import { decide } from '@waymark/auth'
import { identityEvents, type Workplace, type WorkplaceDetails } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getWorkplace, insertWorkplace } from './store.ts'

/** Adds a place where staff work, before the accounts of those who work there. */
export async function createWorkplace(
  deps: Pick<Deps, 'db' | 'newId'>,
  actor: Actor,
  given: WorkplaceDetails,
  once?: OnceKey,
): Promise<Workplace> {
  const { tenant } = actor
  if (!decide(actor, 'workplace.create', { tenant }).allowed) {
    throw new AppError('forbidden', 'Only the operator of this machine adds workplaces.')
  }
  const workplace = { ...given, id: deps.newId() }
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    await insertWorkplace(tx, tenant, workplace)
    await record(tx, actor, identityEvents.workplaceCreated, { workplaceId: workplace.id })
    return { id: workplace.id }
  })
  return getWorkplace(deps.db.reader, tenant, id)
}
