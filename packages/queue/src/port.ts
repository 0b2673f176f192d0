import { AppError } from '@waymark/core'
import { assertOutsideWrite, type ConcernHealth } from '@waymark/runtime'

/** Lower-case letters, digits and hyphens, `referrals-inbox` for example. */
export type QueueName = string

/** A job is the id of the row that says what to do. Nothing else is said, so nothing can leak. */
export interface Job {
  readonly id: string
}

/** A job as its handler gets it. The id is null when the queue was only nudged. */
export interface StartedJob {
  readonly id: string | null
  /** 1 for the first run. */
  readonly attempt: number
}

export type JobHandler = (job: StartedJob) => Promise<void>

export interface WorkOptions {
  /** How many run side by side; 1 keeps the order in which they were added. */
  readonly concurrency?: number
  /** How often a job is run before it counts as failed. */
  readonly attempts?: number
  /** The wait after the first failure; it doubles each time, up to a minute. */
  readonly backoffMs?: number
}

export const workDefaults = { concurrency: 1, attempts: 5, backoffMs: 1000 } as const

/** A job that failed for good. The error is for reducing and logging, not for showing. */
export interface FailedJob {
  readonly queue: QueueName
  readonly id: string | null
  readonly attempts: number
  readonly error: unknown
}

export interface QueueHealth extends ConcernHealth {
  readonly waiting: number
  readonly running: number
  /** Jobs that failed for good since the start. */
  readonly failed: number
}

/**
 * Runs jobs soon, at least once, mostly in order. It is never the record: a job lost in a crash is
 * found again by its owner's sweep of due rows, one that comes twice finds its row claimed. So
 * `add` and `nudge` do not wait: an engine that is away cannot hold up a request.
 */
export interface Queue {
  /**
   * Runs `job` on whoever works this queue, now or later. The same id added twice runs twice.
   * Throws `internal` inside a write, and for a queue, an id or a delay it cannot carry.
   */
  add(queue: QueueName, job: Job, options?: { readonly delayMs?: number }): void
  /**
   * Says that a queue has news. Many nudges before a run are one run; a nudge during a run is one
   * more run after it, so that nothing written in between is missed. Throws as `add` does.
   */
  nudge(queue: QueueName): void
  /** Works a queue, once per process. A handler that throws runs again later, up to `attempts`. */
  work(queue: QueueName, handler: JobHandler, options?: WorkOptions): void
  health(): Promise<QueueHealth>
  /** For tests: resolves when no queue worked here has anything waiting, delayed or running. */
  drained(): Promise<void>
  /** Starts nothing more and lets what runs end, for a bounded time. Afterwards `add` throws. */
  close(): Promise<void>
}

/** What every engine is opened with. */
export interface QueueReports {
  /** Told of each job that failed for good. What it throws is logged and goes no further. */
  readonly onFailed?: (failed: FailedJob) => Promise<void> | void
}

const namePattern = /^[a-z][a-z0-9-]{0,62}$/
// Redis engines refuse ids that are only digits or carry a colon, and replace an empty one.
const idPattern = /^(?=.*[a-z-])[a-z0-9-]{1,64}$/
const maxDelayMs = 2_147_483_647

/** Throws `internal` for a name that some engine could not carry. */
export function assertQueueName(queue: QueueName): void {
  if (!namePattern.test(queue)) throw misuse('A queue is named in a-z, 0-9 and hyphens.')
}

/** What each engine checks before it takes a job: `id` is null for a nudge. */
export function assertCanAdd(queue: QueueName, id: string | null, delayMs = 0): void {
  assertOutsideWrite('adding a job')
  assertQueueName(queue)
  if (id !== null && !idPattern.test(id)) throw misuse('A job is the id of a row, a UUID.')
  if (!Number.isInteger(delayMs) || delayMs < 0 || delayMs > maxDelayMs) {
    throw misuse('A job is delayed by whole milliseconds, at most 24 days.')
  }
}

/** Milliseconds to wait before the run that follows `attempt`. */
export function retryDelayMs(attempt: number, backoffMs: number): number {
  return Math.min(backoffMs * 2 ** (attempt - 1), 60_000)
}

function misuse(message: string): AppError {
  return new AppError('internal', message)
}
