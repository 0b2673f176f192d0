import { setTimeout as pause } from 'node:timers/promises'
import {
  type BulkJobOptions,
  Queue as BullQueue,
  type Job,
  UnrecoverableError,
  Worker,
} from 'bullmq'
import type { Redis } from 'ioredis'
import { type JobHandler, type QueueName, retryDelayMs, type WorkOptions } from '../port.ts'
import { attemptJob, type Reports, reportFailed } from './attempt.ts'

export interface BullLaneDeps extends Reports {
  readonly redis: Redis
  readonly prefix: string
  /** How many jobs are held at most while Redis is away. */
  readonly holdAtMost: number
  /** Runs outside the context of whoever is calling. */
  readonly inOwnContext: <T>(run: () => T) => T
}

/** What is in Redis: an id, or nothing for a nudge. */
interface Payload {
  readonly id?: string
}

interface Held {
  readonly id: string | null
  readonly delayMs: number
}

const batchSize = 100
const resendMs = 1000
/** A killed worker's job is back after the lock and one look at stalled jobs: 7 s at most. */
const recovery = { lockDuration: 6000, stalledInterval: 1000, maxStalledCount: 1 } as const
// Attempts and their waits are the worker's to say (below). An error's message and stack, which
// can carry a person's details, never reach Redis; nor does what is finished stay there.
const jobDefaults = {
  attempts: 1_000_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
} as const
// A nudge during a run is kept and becomes one more run after it.
const oneNudge = { deduplication: { id: 'nudge', keepLastIfActive: true } } as const

/** What the keys of a queue begin with. The braces keep them on one node of a Redis Cluster. */
export function keysOf(prefix: string, queue: QueueName): string {
  return `{${prefix}-${queue}}`
}

/** One queue on Redis: what is on its way there, and who works it here. */
export class BullLane {
  readonly #queue: QueueName
  readonly #deps: BullLaneDeps
  readonly #options: { readonly connection: Redis; readonly prefix: string }
  readonly #bull: BullQueue<Payload>
  readonly #onError: (error: Error) => void
  #held: Held[] = []
  #inFlight = 0
  #sending = false
  #nudgeHeld = false
  #dropped = 0
  #worker: Worker<Payload> | undefined
  #running = 0
  #failed = 0
  #stopped = false

  constructor(queue: QueueName, deps: BullLaneDeps) {
    this.#queue = queue
    this.#deps = deps
    // The hash tag keeps a queue's keys on one node of a cluster; queues spread over the nodes.
    this.#options = { connection: deps.redis, prefix: keysOf(deps.prefix, queue) }
    this.#onError = (error) => {
      const isAway = deps.redis.status !== 'ready'
      if (!isAway && !this.#stopped) deps.log.warn('queue.engineError', { queue, error })
    }
    this.#bull = deps.inOwnContext(
      () =>
        new BullQueue<Payload>(queue, {
          ...this.#options,
          defaultJobOptions: jobDefaults,
          streams: { events: { maxLen: 100 } },
        }),
    )
    this.#bull.on('error', this.#onError)
  }

  add(id: string, delayMs: number): void {
    this.#hold({ id, delayMs })
  }

  nudge(): void {
    if (this.#nudgeHeld) return
    this.#nudgeHeld = this.#hold({ id: null, delayMs: 0 })
  }

  work(handler: JobHandler, options: Required<WorkOptions>): void {
    if (this.#worker !== undefined) throw new Error('A queue is worked once per process.')
    const { concurrency, attempts, backoffMs } = options
    this.#worker = this.#deps.inOwnContext(
      () =>
        new Worker<Payload>(this.#queue, (job) => this.#run(job, handler, attempts), {
          ...this.#options,
          ...recovery,
          concurrency,
          settings: { backoffStrategy: (attempt) => retryDelayMs(attempt, backoffMs) },
        }),
    )
    this.#worker.on('error', this.#onError)
    this.#worker.on('failed', (job, error) => void this.#afterFailed(job, error))
  }

  get isWorked(): boolean {
    return this.#worker !== undefined
  }

  get counts() {
    const held = this.#held.length + this.#inFlight
    return { held, dropped: this.#dropped, running: this.#running, failed: this.#failed }
  }

  /** Jobs in Redis that nobody runs yet, in whatever process they were added. */
  async waiting(): Promise<number> {
    return this.#count('wait', 'delayed')
  }

  async isDrained(): Promise<boolean> {
    const { held, running } = this.counts
    if (held > 0 || running > 0) return false
    return (await this.#count('wait', 'delayed', 'active')) === 0
  }

  /** Hands over what is held, starts nothing more, and resolves when nothing runs. */
  async stop(): Promise<void> {
    await this.#worker?.close()
    while (this.#sending) await pause(10)
    this.#stopped = true
    await this.#bull.close()
  }

  /** What is still on its way is forgotten. */
  abandon(): void {
    this.#stopped = true
    this.#held = []
  }

  async #count(...states: Parameters<BullQueue['getJobCountByTypes']>): Promise<number> {
    return this.#bull.getJobCountByTypes(...states)
  }

  /** False when so much is held already that this is let go: its row is found by a sweep. */
  #hold(held: Held): boolean {
    if (this.#held.length >= this.#deps.holdAtMost) {
      if (this.#dropped === 0) this.#deps.log.warn('queue.holdFull', { queue: this.#queue })
      this.#dropped += 1
      return false
    }
    this.#held.push(held)
    this.#send()
    return true
  }

  #send(): void {
    if (this.#sending) return
    this.#sending = true
    // What is added in one turn of the event loop goes together.
    this.#deps.inOwnContext(() => setImmediate(() => void this.#sendHeld()))
  }

  /** In the order given. While Redis is away the connection holds the batch and sends it later. */
  async #sendHeld(): Promise<void> {
    while (this.#held.length > 0) {
      const batch = this.#held.splice(0, batchSize)
      this.#nudgeHeld = this.#held.some(({ id }) => id === null)
      this.#inFlight = batch.length
      const sent = await this.#sent(batch)
      this.#inFlight = 0
      if (sent || this.#stopped) continue
      this.#held.unshift(...batch)
      await pause(resendMs)
    }
    this.#sending = false
  }

  async #sent(batch: readonly Held[]): Promise<boolean> {
    try {
      await this.#bull.addBulk(batch.map(jobOf))
      return true
    } catch (error) {
      if (!this.#stopped) this.#deps.log.warn('queue.addFailed', { queue: this.#queue, error })
      return false
    }
  }

  async #run(job: Job<Payload>, handler: JobHandler, attempts: number): Promise<void> {
    const started = { id: job.data.id ?? null, attempt: job.attemptsStarted }
    this.#running += 1
    const trying = { queue: this.#queue, job: started, handler, attempts }
    const outcome = await attemptJob(trying, this.#deps)
    this.#running -= 1
    if (outcome === 'retry') throw new Error('retry')
    if (outcome === 'done') return
    this.#failed += 1
    throw new UnrecoverableError('failed')
  }

  /** A job whose worker was killed twice is failed by the engine, without a run. */
  async #afterFailed(job: Job<Payload> | undefined, error: Error): Promise<void> {
    if (job?.deferredFailure === undefined) return
    this.#failed += 1
    const { attemptsStarted: attempts } = job
    await reportFailed({ queue: this.#queue, id: job.data.id ?? null, attempts, error }, this.#deps)
  }
}

function jobOf({ id, delayMs }: Held): { name: string; data: Payload; opts: BulkJobOptions } {
  return id === null
    ? { name: 'nudge', data: {}, opts: oneNudge }
    : { name: 'job', data: { id }, opts: { delay: delayMs } }
}
