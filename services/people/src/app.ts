import { createReadAudit, readMigrations } from '@waymark/db'
import {
  createShell,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import type { PeopleSettings } from './config.ts'
import type { Deps } from './deps.ts'
import { entryRoutes } from './entry/routes.ts'
import { matchRoutes } from './match/routes.ts'
import { personRoutes } from './person/routes.ts'
import { referralSubjectRoutes } from './referral-subject/routes.ts'
import { relationshipRoutes } from './relationship/routes.ts'

/** Opens people: its database, its routes, its place among the services of this process. */
export async function openPeople(platform: Platform, settings: PeopleSettings): Promise<Deps> {
  const { now, newId, lifecycle } = platform
  const { app } = await createShell(platform, 'people')
  const db = await openServiceDatabase(platform, {
    service: 'people',
    url: settings.PEOPLE_DATABASE_URL,
    authToken: settings.PEOPLE_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const reads = createReadAudit({ db, now, log: app.log })
  lifecycle.opened('people reads', reads.close)
  const deps: Deps = { db, now, newId, reads }
  personRoutes(app, deps)
  entryRoutes(app, deps)
  relationshipRoutes(app, deps)
  matchRoutes(app, deps)
  referralSubjectRoutes(app, deps)
  mountEvents(app, db.reader)
  mountOpenApi(app)
  return deps
}
