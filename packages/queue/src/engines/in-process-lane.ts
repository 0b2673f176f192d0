import {
  type JobHandler,
  type QueueName,
  retryDelayMs,
  type StartedJob,
  type WorkOptions,
} from '../port.ts'
import { attemptJob, type Reports } from './attempt.ts'

export interface LaneDeps extends Reports {
  /** Runs outside the context of whoever is calling. */
  readonly inOwnContext: (run: () => void) => void
}

interface Worker extends Required<WorkOptions> {
  readonly handler: JobHandler
}

/** `again`: nudged while its run was under way, so that it runs once more. */
type NudgeState = 'none' | 'waiting' | 'running' | 'again'

/** One queue of the in-process engine: what waits in it, and who works it. */
export class Lane {
  readonly #queue: QueueName
  readonly #deps: LaneDeps
  readonly #waiting: StartedJob[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #wakers: (() => void)[] = []
  #nudged: NudgeState = 'none'
  #worker: Worker | undefined
  #running = 0
  #failed = 0
  #pumping = false
  #stopped = false

  constructor(queue: QueueName, deps: LaneDeps) {
    this.#queue = queue
    this.#deps = deps
  }

  add(id: string, delayMs: number): void {
    this.#enqueue({ id, attempt: 1 }, delayMs)
  }

  nudge(): void {
    if (this.#nudged === 'running') this.#nudged = 'again'
    if (this.#nudged !== 'none') return
    this.#nudged = 'waiting'
    this.#enqueue({ id: null, attempt: 1 }, 0)
  }

  work(handler: JobHandler, options: Required<WorkOptions>): void {
    if (this.#worker !== undefined) throw new Error('A queue is worked once per process.')
    this.#worker = { handler, ...options }
    this.#pump()
  }

  get counts() {
    const waiting = this.#waiting.length + this.#timers.size
    return { waiting, running: this.#running, failed: this.#failed }
  }

  /** A queue that nobody works here has nothing to wait for. */
  get isDrained(): boolean {
    const { waiting, running } = this.counts
    return running === 0 && (waiting === 0 || this.#worker === undefined)
  }

  drained(): Promise<void> {
    return this.#until(() => this.isDrained)
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    return this.#until(() => this.#running === 0)
  }

  /** Starts nothing more; what waits is forgotten. */
  stop(): void {
    this.#stopped = true
    this.#waiting.length = 0
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#wake()
  }

  #enqueue(job: StartedJob, delayMs: number): void {
    if (this.#stopped) return
    if (delayMs === 0) {
      this.#waiting.push(job)
      this.#pump()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#enqueue(job, 0)
    }, delayMs)
    this.#timers.add(timer)
  }

  /** Each round is its own turn of the event loop: a long queue does not starve requests. */
  #pump(): void {
    if (this.#pumping || this.#worker === undefined) return
    this.#pumping = true
    const round = () => {
      this.#pumping = false
      this.#startSome()
    }
    this.#deps.inOwnContext(() => setImmediate(round))
  }

  #startSome(): void {
    while (this.#worker !== undefined && this.#running < this.#worker.concurrency) {
      const job = this.#waiting.shift()
      if (job === undefined) return
      this.#running += 1
      if (job.id === null) this.#nudged = 'running'
      void this.#run(this.#worker, job)
    }
  }

  async #run(worker: Worker, job: StartedJob): Promise<void> {
    const { handler, attempts } = worker
    const outcome = await attemptJob({ queue: this.#queue, job, handler, attempts }, this.#deps)
    const retry = outcome === 'retry'
    if (outcome === 'failed') this.#failed += 1
    this.#running -= 1
    if (job.id === null) this.#afterNudge(retry)
    if (retry) {
      const next = { ...job, attempt: job.attempt + 1 }
      this.#enqueue(next, retryDelayMs(job.attempt, worker.backoffMs))
    }
    this.#pump()
    this.#wake()
  }

  /** A retry reads whatever a nudge in between was about, so it stands for both. */
  #afterNudge(retry: boolean): void {
    const again = this.#nudged === 'again' && !retry
    this.#nudged = retry ? 'waiting' : 'none'
    if (again) this.nudge()
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#wakers.push(resolve))
  }

  #wake(): void {
    const wakers = this.#wakers
    this.#wakers = []
    for (const wake of wakers) wake()
  }
}
