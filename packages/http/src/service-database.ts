import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServiceName } from '@waymark/core'
import {
  type Database,
  demandWholeRestore,
  listParked,
  type Migration,
  openDatabase,
  sweepIdempotencyKeys,
  withdrawalsFile,
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

/** The id of the audit key, as it is written on each row. */
export const auditKeyId = 'audit-1'

/** Opens a service's own database, says how it is in `/readyz`, and closes it at the end. */
export async function openServiceDatabase(
  platform: Platform,
  { service, url, authToken, migrations }: ServiceDatabaseOptions,
): Promise<Database> {
  const { dataDir, now, newId, failpoint, locking, health, lifecycle, metrics } = platform
  demandWholeRestore(dataDir)
  const db = await openDatabase({
    service,
    url: databaseUrl(dataDir, service, url),
    ...(authToken === undefined ? {} : { authToken }),
    now,
    newId,
    migrations,
    auditKey: { id: auditKeyId, secret: await platform.secret('audit-key') },
    failpoint,
    withdrawals: join(dataDir, withdrawalsFile),
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

/** Where a service's records are: where it was told, or in a file of its own. */
export function databaseUrl(
  dataDir: string,
  service: ServiceName,
  given: string | undefined,
): string {
  return given ?? pathToFileURL(join(resolve(dataDir), `${service}.db`)).href
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
