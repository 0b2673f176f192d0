import { type Clock, createIds, type NewId, type ServiceName, systemClock } from '@waymark/core'
import type { DatabaseOptions } from '@waymark/db'
import { createInProcessQueue, type Queue } from '@waymark/queue'
import type { QueueBoard } from '@waymark/queue/board'
import {
  bytesOfSecret,
  createHealth,
  createLifecycle,
  createLogger,
  type Health,
  type Lifecycle,
  type Logger,
  loadSecret,
  type Metrics,
  type Mode,
  openMetrics,
  secretsDir,
} from '@waymark/runtime'
import { createSend, type Send, type ServiceUrls } from './send.ts'

/** What services in one process share: time, ids, log, queue, the way to each other and out. */
export interface Platform {
  readonly mode: Mode
  readonly tenant: string
  readonly dataDir: string
  readonly now: Clock
  readonly newId: NewId
  readonly log: Logger
  readonly health: Health
  readonly metrics: Metrics
  readonly lifecycle: Lifecycle
  readonly queue: Queue
  /** A look at the queues on Redis, below this path; null where there is no Redis. */
  openQueueBoard(path: string): Promise<QueueBoard | null>
  /** For what each process does for itself (its search index): never leaves the process. */
  readonly ownQueue: Queue
  readonly send: Send
  /** The services of this process, filled as they open. */
  readonly local: Map<ServiceName, (request: Request) => Promise<Response>>
  /** Lets the command line act on this machine's data while the server runs. */
  readonly operatorKey: string
  readonly strictAnswers: boolean
  /** 32 secret bytes from the file of this name. */
  secret(name: string): Promise<Uint8Array>
  /** A named place where a test may end the process. */
  readonly failpoint: (name: string) => void
  /** How files are locked and waited for: as `packages/db` does, unless a test says otherwise. */
  readonly locking: Locking
}

type Locking = Pick<DatabaseOptions, 'operatingLock' | 'busyTimeoutMs'>

export interface PlatformOptions {
  readonly settings: {
    readonly WAYMARK_MODE: Mode
    readonly TENANT: string
    readonly DATA_DIR: string
    readonly SECRETS_DIR?: string | undefined
    /** Left out, the queue is inside the process. */
    readonly REDIS_URL?: string | undefined
    /** `/metrics` is there, and counted for, where there is an internal port. */
    readonly INTERNAL_PORT?: number | undefined
    readonly LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  }
  readonly urls?: ServiceUrls
  readonly now?: Clock
  readonly strictAnswers?: boolean
  readonly failpoint?: (name: string) => void
  /** Only tests lift the operating lock. */
  readonly locking?: Locking
}

/** Opens what services share. Engines of their own they open themselves. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { settings, urls = {}, now = systemClock, strictAnswers = false } = options
  const mode = settings.WAYMARK_MODE
  const dataDir = settings.DATA_DIR
  const secrets = secretsDir(settings)
  const log = createLogger({ service: 'waymark', level: settings.LOG_LEVEL })
  const health = createHealth()
  const lifecycle = createLifecycle({ log, onStopping: health.setStopping, now })
  const ownQueue = createInProcessQueue({ log })
  const queue = await openQueue(settings, log, ownQueue)
  for (const each of new Set([ownQueue, queue])) lifecycle.opened('queue', each.close)
  // A queue is only a nudge: rows are the record, and sweeps find what it did not carry.
  health.register('queue', queue.health, { requestsNeedIt: false })
  const local: Platform['local'] = new Map()
  const metrics = await openMetrics({ wanted: settings.INTERNAL_PORT !== undefined })
  measureProcess(metrics, { health, queue, local })
  return {
    mode,
    tenant: settings.TENANT,
    dataDir,
    now,
    newId: createIds(now),
    log,
    health,
    metrics,
    lifecycle,
    queue,
    ownQueue,
    openQueueBoard: (path) => openBoard(settings, lifecycle, path),
    local,
    send: createSend({ local, urls }),
    strictAnswers,
    operatorKey: await loadSecret(dataDir, 'operator-key', { mode: 'demo' }),
    secret: async (name) => bytesOfSecret(await loadSecret(secrets, name, { mode })),
    failpoint: options.failpoint ?? (() => {}),
    locking: options.locking ?? {},
  }
}

/** How the process is. One that holds several services goes by the name of all. */
function measureProcess(
  metrics: Metrics,
  { health, queue, local }: Pick<Platform, 'health' | 'queue' | 'local'>,
): void {
  const nameOf = () => (local.size === 1 ? ([...local.keys()][0] ?? 'all') : 'all')
  metrics.gauge('waymark_ready', ['service'], async () => {
    const { ready } = await health.report()
    return [{ labels: { service: nameOf() }, value: Number(ready) }]
  })
  metrics.gauge('waymark_concern_ready', ['service', 'concern'], async () => {
    const { concerns } = await health.report()
    return Object.entries(concerns).map(([concern, { ready }]) => {
      return { labels: { service: nameOf(), concern }, value: Number(ready) }
    })
  })
  metrics.gauge('waymark_queue_jobs', ['service', 'state'], async () => {
    const { waiting, running, failed } = await queue.health()
    return Object.entries({ waiting, running, failed }).map(([state, value]) => {
      return { labels: { service: nameOf(), state }, value }
    })
  })
}

/** A start without Redis does not pay for loading its client. */
async function openQueue(
  settings: PlatformOptions['settings'],
  log: Logger,
  ownQueue: Queue,
): Promise<Queue> {
  const { REDIS_URL: redisUrl, WAYMARK_MODE: mode, TENANT: tenant } = settings
  if (redisUrl === undefined) return ownQueue
  const { openBullQueue } = await import('@waymark/queue/bullmq')
  return openBullQueue({ redisUrl, log, mode, prefix: prefixOf(tenant) })
}

const prefixOf = (tenant: string) => `waymark-${tenant}`

/** Loaded when somebody first looks: hardly any process ever does. */
async function openBoard(
  { REDIS_URL: redisUrl, TENANT: tenant }: PlatformOptions['settings'],
  lifecycle: Lifecycle,
  path: string,
): Promise<QueueBoard | null> {
  if (redisUrl === undefined) return null
  const { openQueueBoard } = await import('@waymark/queue/board')
  const board = openQueueBoard({ redisUrl, prefix: prefixOf(tenant), path })
  lifecycle.opened('queue board', board.close)
  return board
}
