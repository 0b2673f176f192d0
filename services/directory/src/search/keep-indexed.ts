import type { Platform, ServiceApp } from '@waymark/http'
import type { Projector } from './projector.ts'

const queueName = 'directory-search'
const pollEveryMs = 5_000
const repairEveryMs = 10 * 60_000

/**
 * Keeps search true while the directory runs: a change nudges it at once, a poll is the net
 * beneath, and now and then it is compared with the records. Searchable when this resolves.
 */
export async function keepIndexed(
  // Each process keeps its own index: over a shared queue only one of them would hear of a change.
  { ownQueue: queue, lifecycle }: Platform,
  app: ServiceApp,
  projector: Projector,
): Promise<void> {
  await projector.catchUp()
  queue.work(queueName, () => projector.catchUp())
  queue.work(`${queueName}-repair`, () => projector.repair())
  queue.nudge(`${queueName}-repair`)
  app.hono.use(async (context, next) => {
    await next()
    if (context.req.method !== 'GET') queue.nudge(queueName)
  })
  const poll = setInterval(() => queue.nudge(queueName), pollEveryMs)
  const repair = setInterval(() => queue.nudge(`${queueName}-repair`), repairEveryMs)
  lifecycle.opened('search upkeep', () => {
    clearInterval(poll)
    clearInterval(repair)
  })
}
