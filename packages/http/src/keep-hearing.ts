import type { ServiceName } from '@waymark/core'
import type { Consumer } from '@waymark/db'
import { createInFlight, type Logger } from '@waymark/runtime'
import type { Platform } from './platform.ts'

const pollEveryMs = 5_000
/** The next nudge or poll is the second try: a count of its own would fight the consumer's. */
const once = { attempts: 1 } as const

interface HearingOptions {
  /** Who hears: its inbox is `<service>-inbox`. */
  readonly service: ServiceName
  /** One for each log that is heard. They are closed at the end. */
  readonly consumers: readonly Consumer[]
  readonly log: Pick<Logger, 'error'>
  /** Work for what was heard. Runs after every hearing, also one that brought nothing. */
  afterwards?(): Promise<void>
}

export interface Hearing {
  /** Hears what is new, now; nothing once the process stops. Gives whether that was all. */
  hear(): Promise<boolean>
}

/**
 * Hears other services' events while the process runs: a nudge from an owner is acted on at once, a
 * poll is the net beneath. An owner that is away is asked again by the next of either.
 */
export function keepHearing(platform: Platform, options: HearingOptions): Hearing {
  // The poll runs in this process, so that it goes on while a shared queue is away.
  const { queue, ownQueue, lifecycle, metrics } = platform
  const { service, consumers } = options
  const inFlight = createInFlight()
  let stopped = false
  const hear = async () => {
    if (stopped) return false
    return inFlight.track(() => hearOnce(options))
  }
  const work = async () => void (await hear())
  const netBeneath = `${service}-poll`
  queue.work(`${service}-inbox`, work, once)
  ownQueue.work(netBeneath, work, once)
  ownQueue.nudge(netBeneath)
  const poll = setInterval(() => ownQueue.nudge(netBeneath), pollEveryMs)
  // Opened after the database, so it closes before: what is being heard is written down first.
  lifecycle.opened(`${service} hearing`, async () => {
    stopped = true
    clearInterval(poll)
    for (const consumer of consumers) await consumer.close()
    await inFlight.idle()
  })
  metrics.gauge('waymark_reader_lag_events', ['service', 'owner'], async () => {
    const lags = await Promise.all(consumers.map(async (each) => [each, await each.lag()] as const))
    return lags.map(([{ source }, value]) => ({ labels: { service, owner: source }, value }))
  })
  return { hear }
}

async function hearOnce(options: HearingOptions): Promise<boolean> {
  const { consumers, log, afterwards } = options
  let isAll = true
  for (const consumer of consumers) {
    const { state } = await consumer.drain()
    isAll &&= state === 'caughtUp'
    // An operator has to settle it: until then nothing more is heard from that log.
    if (state === 'reconcileNeeded') log.error('events.reconcileNeeded', { state })
  }
  await afterwards?.()
  return isAll
}
