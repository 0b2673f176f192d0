import { createWorkingDays } from '@waymark/core/working-days'
import { createConsumer, readMigrations } from '@waymark/db'
import {
  createShell,
  keepHearing,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
  type ServiceApp,
  type Shell,
} from '@waymark/http'
import type { DirectorySettings } from './config.ts'
import type { Deps } from './deps.ts'
import { findRoutes } from './find/routes.ts'
import { importRoutes } from './import/routes.ts'
import { placesHandlers } from './listing/events.ts'
import { listingRoutes } from './listing/routes.ts'
import { listingCheckRoutes } from './listing-check/routes.ts'
import { locationRoutes } from './location/routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { demoPlaces } from './place/demo-places.ts'
import { createGazetteer } from './place/gazetteer.ts'
import { readinessRoutes } from './readiness/routes.ts'
import { keepIndexed } from './search/keep-indexed.ts'
import { openSearch } from './search/open-search.ts'
import type { SearchIndex } from './search/port.ts'
import type { Projector } from './search/projector.ts'

export interface Directory {
  readonly deps: Deps
  readonly projector: Projector
  /** The search engine inside the process. */
  readonly embedded: SearchIndex
}

/** Opens the directory: records, index, places, routes, and the work that keeps search true. */
export async function openDirectory(
  platform: Platform,
  settings: DirectorySettings,
): Promise<Directory> {
  const shell = await createShell(platform, 'directory')
  const { app } = shell
  const { deps, projector, embedded } = await openDeps(platform, settings)
  await keepIndexed(platform, app, projector)
  mountRoutes(app, deps)
  const directory = { deps, projector, embedded }
  hearReferrals(platform, shell, directory)
  return directory
}

async function openDeps(platform: Platform, settings: DirectorySettings): Promise<Directory> {
  const { now, newId, failpoint, lifecycle, log } = platform
  const db = await openServiceDatabase(platform, {
    service: 'directory',
    url: settings.DIRECTORY_DATABASE_URL,
    authToken: settings.DIRECTORY_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const gazetteer = createGazetteer({
    demoPlaces,
    ...(settings.GAZETTEER_FILE === undefined ? {} : { gazetteerFile: settings.GAZETTEER_FILE }),
  })
  // Read while nobody waits for it: the first search by a town's name is as quick as the next.
  const warmed = gazetteer.warm().catch((error) => log.warn('gazetteer.unread', { error }))
  lifecycle.opened('gazetteer', () => warmed)
  const workingDays = createWorkingDays()
  const isBankHoliday = (day: string) => workingDays.bankHolidayName(day) !== null
  const linkKey = await platform.secret('link-key')
  const { index, projector, embedded } = await openSearch(platform, settings, {
    db,
    now,
    isBankHoliday,
  })
  const deps = { db, now, newId, gazetteer, index, isBankHoliday, linkKey, failpoint }
  return { deps, projector, embedded }
}

/** What groups say of their places when they answer is on their search cards within a second. */
function hearReferrals(
  platform: Platform,
  { app: { log }, eventsOf }: Shell,
  { deps, projector }: Directory,
): void {
  const handlers = placesHandlers(deps)
  const source = eventsOf(
    'referrals',
    handlers.map(({ event }) => event.type),
  )
  const places = createConsumer({
    ...{ db: deps.db, deps, log, source, handlers },
    name: 'directory',
    startAt: 'beginning',
  })
  const afterwards = () => projector.catchUp()
  keepHearing(platform, { service: 'directory', consumers: [places], log, afterwards })
}

function mountRoutes(app: ServiceApp, deps: Deps): void {
  findRoutes(app, deps)
  listingRoutes(app, deps)
  listingCheckRoutes(app, deps)
  organisationRoutes(app, deps)
  readinessRoutes(app, deps)
  locationRoutes(app, deps)
  importRoutes(app, deps)
  mountEvents(app, deps.db.reader)
  mountOpenApi(app)
}
