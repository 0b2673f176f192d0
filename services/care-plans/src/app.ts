import { identityApi, peopleApi, peopleEvents, referralsApi } from '@waymark/contracts'
import { createConsumer, createReadAudit, readMigrations } from '@waymark/db'
import {
  createShell,
  type Hearing,
  keepHearing,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import { relationshipHandlers } from '@waymark/relationships'
import type { CarePlansSettings } from './config.ts'
import type { Deps } from './deps.ts'
import { lineRoutes } from './line/routes.ts'
import { loopHandlers } from './loop/events.ts'
import { loopRoutes } from './loop/routes.ts'
import { moveOutcomes } from './loop/store.ts'
import { newsRoutes } from './news/routes.ts'
import { moveNews } from './news/store.ts'
import { planRoutes } from './plan/routes.ts'
import { movePlans } from './plan/store.ts'

/** Care-plans' records, and what hears for them. */
export type CarePlans = Deps & Hearing

/** Opens care-plans: its records, its routes, and its ear for people and for what happened. */
export async function openCarePlans(
  platform: Platform,
  settings: CarePlansSettings,
): Promise<CarePlans> {
  const { now, newId, failpoint, lifecycle } = platform
  const { app, clientAs, eventsOf } = await createShell(platform, 'care-plans')
  const db = await openServiceDatabase(platform, {
    service: 'care-plans',
    url: settings.CARE_PLANS_DATABASE_URL,
    authToken: settings.CARE_PLANS_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const reads = createReadAudit({ db, now, log: app.log })
  lifecycle.opened('care-plans reads', reads.close)
  const deps: Deps = {
    ...{ db, now, newId, reads, failpoint },
    peopleFor: (tenant) => clientAs(peopleApi, tenant),
    referralsFor: (tenant) => clientAs(referralsApi, tenant),
    identityFor: (tenant) => clientAs(identityApi, tenant),
  }
  planRoutes(app, deps)
  lineRoutes(app, deps)
  loopRoutes(app, deps)
  newsRoutes(app, deps)
  mountEvents(app, db.reader)
  mountOpenApi(app)
  const heard = [
    peopleEvents.relationshipStarted,
    peopleEvents.relationshipEnded,
    peopleEvents.personAccountLinked,
    peopleEvents.personMerged,
  ]
  const people = createConsumer({
    ...{ db, deps, log: app.log, handlers: relationshipHandlers(move) },
    name: 'care-plans',
    source: eventsOf(
      'people',
      heard.map(({ type }) => type),
    ),
    startAt: 'beginning',
  })
  const handlers = loopHandlers(deps)
  const referrals = createConsumer({
    ...{ db, deps, log: app.log, handlers },
    name: 'care-plans',
    source: eventsOf(
      'referrals',
      handlers.map(({ event }) => event.type),
    ),
    startAt: 'beginning',
  })
  const consumers = [people, referrals]
  const { hear } = keepHearing(platform, { service: 'care-plans', consumers, log: app.log })
  return { ...deps, hear }
}

/** What is kept of the one record is of the other. */
async function move(...moved: Parameters<typeof movePlans>): Promise<void> {
  await movePlans(...moved)
  await moveOutcomes(...moved)
  await moveNews(...moved)
}
