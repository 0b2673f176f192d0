import { type Clock, systemClock } from '@waymark/core'
import { endsWithin } from './bounded.ts'
import { createInFlight } from './in-flight.ts'
import type { Logger } from './logger.ts'

export interface LifecycleOptions {
  readonly log: Logger
  /** Called first, before anything is closed: `health.setStopping`. */
  readonly onStopping?: () => void
  /** How long requests that are being answered may take to end. */
  readonly drainMs?: number
  /** How long each close may take. */
  readonly closeMs?: number
  readonly now?: Clock
}

export interface Lifecycle {
  readonly stopping: boolean
  /** Where requests come in. `stopTaking` refuses new ones and resolves when its last one ended. */
  listening(name: string, stopTaking: () => Promise<void>): void
  /** Something that was opened. Closes run one after the other, the last opened first. */
  opened(name: string, close: () => Promise<void> | void): void
  /** Runs `work` as a request that a stop waits for. */
  trackRequest<T>(work: () => Promise<T>): Promise<T>
  /** Stops in order; a second call waits for the first. True when all that was opened closed. */
  stop(reason: string): Promise<boolean>
  /**
   * SIGTERM, SIGINT and SIGHUP (its terminal was closed) stop in order and exit 0, or 1 when a
   * close failed; Ctrl-C again exits 130.
   */
  installSignals(process: SignalSource): void
}

/** What of `process` is needed here, so that a test can hand in its own. */
export interface SignalSource {
  on(event: string, listener: (given: unknown) => void): unknown
  exit(code: number): unknown
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type StopSignal = (typeof stopSignals)[number]

// npm and the terminal both hand on one Ctrl-C: what comes this soon is the same press of the keys.
const samePressMs = 500

interface Step {
  readonly name: string
  readonly run: () => Promise<void> | void
}

/**
 * An orderly start and stop: not ready, no new requests, those in flight end (at most `drainMs`),
 * then everything closes in reverse order of opening. What fails or hangs is logged.
 */
export function createLifecycle(options: LifecycleOptions): Lifecycle {
  const { log, onStopping = () => {}, drainMs = 10_000, closeMs = 10_000 } = options
  const listeners: Step[] = []
  const resources: Step[] = []
  const inFlight = createInFlight()
  let stopped: Promise<boolean> | undefined

  const runAll = async (reason: string): Promise<boolean> => {
    log.info('process.stopping', { reason, count: inFlight.count })
    onStopping()
    const taking = listeners.map((step) => runStep(step, log))
    if (!(await endsWithin(Promise.all([inFlight.idle(), ...taking]), drainMs))) {
      log.warn('process.drainCutShort', { count: inFlight.count, limitMs: drainMs })
    }
    let clean = true
    for (const step of resources.reverse()) {
      if (!(await closeInTime(step, closeMs, log))) clean = false
    }
    log.info('process.stopped', { reason })
    return clean
  }

  const stop = (reason: string): Promise<boolean> => {
    stopped ??= runAll(reason)
    return stopped
  }

  return {
    get stopping() {
      return stopped !== undefined
    },
    listening: (name, stopTaking) => void listeners.push({ name, run: stopTaking }),
    opened: (name, close) => void resources.push({ name, run: close }),
    trackRequest: inFlight.track,
    stop,
    installSignals: (process) => installSignals(process, stop, options),
  }
}

async function runStep({ name, run }: Step, log: Logger): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    log.error('process.closeFailed', { step: name, error })
    return false
  }
}

async function closeInTime(step: Step, limitMs: number, log: Logger): Promise<boolean> {
  const closed = runStep(step, log)
  if (await endsWithin(closed, limitMs)) return closed
  log.warn('process.closeTooSlow', { step: step.name, limitMs })
  return false
}

function installSignals(
  process: SignalSource,
  stop: (reason: string) => Promise<boolean>,
  { log, now = systemClock }: LifecycleOptions,
): void {
  let firstAtMs: number | undefined
  const onSignal = (signal: StopSignal) => {
    const nowMs = now().getTime()
    if (firstAtMs === undefined) {
      firstAtMs = nowMs
      stop(signal).then(
        (clean) => process.exit(clean ? 0 : 1),
        () => process.exit(1),
      )
    } else if (signal === 'SIGINT' && nowMs - firstAtMs > samePressMs) process.exit(130)
  }
  for (const signal of stopSignals) process.on(signal, () => onSignal(signal))
  // Node would print the message of an error nobody caught, and a person's details with it.
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error) => {
      log.error('process.crashed', { reason: event, error })
      process.exit(1)
    })
  }
}
