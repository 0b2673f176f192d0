import { carePlansApi, carePlansEvents, type NewsNotice } from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mount, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'
import { canaries } from './canaries.ts'
import { withPerson } from './leak.ts'

const weekMs = 7 * 86_400_000

/**
 * Owns news for people as care-plans does, on a real event log and the real contract. Its answers
 * hold a person's details as well, as no contract lets them.
 */
export async function standInCarePlans(platform: Platform) {
  const { app } = await createShell(platform, 'care-plans')
  const db = await openServiceDatabase(platform, { service: 'care-plans', migrations: [] })
  const actor = { kind: 'operator', tenant: platform.tenant } as const
  const notice: NewsNotice = {
    to: canaries.personTo,
    worker: { name: canaries.senderName, phone: canaries.workplacePhone },
    canSignIn: true,
    expiresAt: new Date(platform.now().getTime() + weekMs).toISOString(),
  }
  const state = {
    isAway: false,
    notice,
    /** News of which nothing waits any more, or whose person no e-mail is safe for. */
    over: new Set<string>(),
    /** Each permit that was taken, in order, and each refusal. */
    taken: [] as string[],
    refused: [] as string[],
  }
  mount(app, carePlansApi.routes.takeNewsNotice, async ({ params: { id } }) => {
    if (state.over.has(id)) {
      state.refused.push(id)
      throw new AppError('gone', 'There is nothing to write about now.')
    }
    state.taken.push(id)
    return state.notice
  })
  mountEvents(app, db.reader)
  platform.local.set('care-plans', async (request) => {
    if (state.isAway) return new Response('away', { status: 503 })
    return withPerson(request, await app.fetch(request))
  })
  return {
    state,
    /** There is something to tell a person about. Gives its id. */
    async makeNews(newsId = platform.newId()): Promise<string> {
      await db.write((tx) => record(tx, actor, carePlansEvents.newsMade, { newsId }))
      return newsId
    },
  }
}
