import { readMigrations } from '@waymark/db'
import { openServiceDatabase, type Platform } from '@waymark/http'
import type { WebSettings } from '../config.ts'
import { type JourneyDeps, sweepJourneys } from './keep.ts'

type DatabaseSettings = Pick<WebSettings, 'WEB_DATABASE_URL' | 'WEB_DATABASE_AUTH_TOKEN'>

const sweepEveryMs = 3_600_000

/** Opens web's own database: half-finished journeys, swept hourly, and nothing else. */
export async function openJourneys(
  platform: Platform,
  settings: DatabaseSettings,
): Promise<JourneyDeps> {
  const { tenant, now, newId, lifecycle, log } = platform
  const db = await openServiceDatabase(platform, {
    service: 'web',
    url: settings.WEB_DATABASE_URL,
    authToken: settings.WEB_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../../migrations/', import.meta.url)),
  })
  const deps: JourneyDeps = { db, tenant, now, newId }
  const sweep = () =>
    sweepJourneys(deps).catch((error: unknown) => log.warn('journey.sweepFailed', { error }))
  await sweep()
  const timer = setInterval(() => void sweep(), sweepEveryMs)
  lifecycle.opened('journey sweep', () => clearInterval(timer))
  return deps
}
