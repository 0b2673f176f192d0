import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServiceName } from '@waymark/core'
import {
  type Database,
  listParked,
  type Migration,
  openDatabase,
  sweepIdempotencyKeys,
} from '@waymark/db'
import { nudgeReaders } from './nudge-readers.ts'
import type { Platform } from './platform.ts'

interface ServiceDatabaseOptions {
  readonly service: ServiceName
  /** Left out: a file of the service's own in the data folder. */
  readonly url?: string | undefined
  readonly authToken?: string | undefined
  readonly migrations: readonly Migration[]
}

/** Opens a service's own database, says how it is in `/readyz`, and closes it at the end. */
export async function openServiceDatabase(
  platform: Platform,
  { service, url, authToken, migrations }: ServiceDatabaseOptions,
): Promise<Database> {
  const { now, newId, failpoint, locking, health, lifecycle, metrics } = platform
  const db = await openDatabase({
    service,
    url: url ?? pathToFileURL(join(resolve(platform.dataDir), `${service}.db`)).href,
    ...(authToken === undefined ? {} : { authToken }),
    now,
    newId,
    migrations,
    auditKey: { id: 'audit-1', secret: await platform.secret('audit-key') },
    failpoint,
    onTold: () => nudgeReaders(platform.queue, service),
    ...locking,
  })
  lifecycle.opened(`${service} records`, db.close)
  sweepHourly(platform, db)
  health.register(`${service} records`, db.health)
  metrics.gauge('waymark_parked_events', ['service'], async () => [
    { labels: { service }, value: (await listParked(db.reader)).length },
  ])
  return db
}

const sweepEveryMs = 3_600_000

/** Forgets idempotency keys past their 72 hours. */
function sweepHourly({ queue, lifecycle, now }: Platform, db: Database): void {
  const name = `${db.service}-sweep`
  queue.work(name, async () => {
    await db.write((tx) => sweepIdempotencyKeys(tx, now))
  })
  const timer = setInterval(() => queue.nudge(name), sweepEveryMs)
  lifecycle.opened(name, () => clearInterval(timer))
}
