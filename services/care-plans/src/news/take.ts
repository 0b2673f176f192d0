import { decide } from '@waymark/auth'
import type { NewsNotice, Referrer } from '@waymark/contracts'
import { type Actor, isAppError, notFound } from '@waymark/core'
import { audit } from '@waymark/db'
import { around, listWorkers } from '@waymark/relationships'
import type { Deps } from '../deps.ts'
import { newsUntil, noLonger, workerAmong } from './rules.ts'
import { getOpenNews, keepTaken } from './store.ts'

/**
 * What to write to the person, and the permit to send it, in the database that answers and stops
 * are written in. Throws `gone` once nothing of it waits, or where no e-mail to them is safe.
 */
export async function takeNewsNotice(deps: Deps, actor: Actor, id: string): Promise<NewsNotice> {
  const { tenant } = actor
  if (!decide(actor, 'plan.takeNotice', { tenant }).allowed) throw notFound('news')
  const { personId } = await getOpenNews(deps.db.reader, tenant, id)
  const { to } = await deps.peopleFor(tenant).readSafeEmail({ body: { personId } })
  const worker = workerAmong(await readWorkers(deps, tenant, personId))
  return deps.db.write(async (tx) => {
    const news = await getOpenNews(tx, tenant, id)
    const { owner } = await around(tx, tenant, news.personId)
    const canSignIn = owner !== undefined
    if (!canSignIn && worker === null) throw noLonger()
    await keepTaken(tx, tenant, { id, takenAt: deps.now().toISOString() })
    await audit(tx, actor, { action: 'news.taken', subject: id })
    return { to, worker, canSignIn, expiresAt: newsUntil(news.madeAt) }
  })
}

/** Who works with the person now, in an order that is the same each time. */
async function readWorkers(deps: Deps, tenant: string, personId: string): Promise<Referrer[]> {
  const userIds = await listWorkers(deps.db.reader, tenant, personId)
  const found = await Promise.all(userIds.sort().map((userId) => findWorker(deps, tenant, userId)))
  return found.filter((worker) => worker !== null)
}

async function findWorker(deps: Deps, tenant: string, id: string): Promise<Referrer | null> {
  try {
    return await deps.identityFor(tenant).readReferrer({ params: { id } })
  } catch (error) {
    // Their account has gone: somebody else is named, or nobody.
    if (isAppError(error, 'notFound')) return null
    throw error
  }
}
