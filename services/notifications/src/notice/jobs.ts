import type { Consumer } from '@waymark/db'
import type { Platform } from '@waymark/http'
import { createInFlight } from '@waymark/runtime'
import type { Deps } from '../deps.ts'
import { releaseDeadClaims } from './release.ts'
import { sendNotice } from './send.ts'
import { listDue } from './store.ts'

const inbox = 'notifications-inbox'
const netBeneath = 'notifications-poll'
const sending = 'notifications-send'
const sweep = 'notifications-upkeep'
const pollEveryMs = 5_000
const sweepEveryMs = 60_000
const sentSideBySide = 4
const batchSize = 200
/** The ledger counts attempts and says when the next is: a second count would fight it. */
const once = { attempts: 1 } as const

type JobHandler = Parameters<Platform['queue']['work']>[1]

interface Workings extends Deps {
  readonly consumers: readonly Consumer[]
}

/**
 * Hears and sends while the service runs: a nudge from an owner is acted on at once, a poll is the
 * net beneath, and a sweep takes back what dead processes held. The queue carries row ids alone.
 */
export function keepSending(platform: Platform, deps: Workings): void {
  // The poll and the sweep run in this process, so that they go on while a shared queue is away.
  const { queue, ownQueue, lifecycle } = platform
  const inFlight = createInFlight()
  let stopped = false
  const handler =
    (run: (id: string | null) => Promise<void>): JobHandler =>
    async ({ id }) =>
      stopped ? undefined : inFlight.track(() => run(id))
  const enqueueDue = async () => {
    for (const id of await listDue(deps.db.reader, deps.now(), batchSize)) {
      if (!stopped) queue.add(sending, { id })
    }
  }
  const hear = handler(async () => {
    for (const consumer of deps.consumers) {
      const { state } = await consumer.drain()
      // An operator has to settle it: until then nothing more is heard from that log.
      if (state === 'reconcileNeeded') deps.log.error('events.reconcileNeeded', { state })
    }
    await enqueueDue()
  })
  const clean = handler(async () => {
    await releaseDeadClaims(deps)
    await enqueueDue()
  })
  const send = handler((id) => (id === null ? enqueueDue() : sendNotice(deps, id)))
  queue.work(inbox, hear, once)
  queue.work(sending, send, { ...once, concurrency: sentSideBySide })
  ownQueue.work(netBeneath, hear, once)
  ownQueue.work(sweep, clean, once)
  ownQueue.nudge(sweep)
  ownQueue.nudge(netBeneath)
  const poll = setInterval(() => ownQueue.nudge(netBeneath), pollEveryMs)
  const sweeping = setInterval(() => ownQueue.nudge(sweep), sweepEveryMs)
  // Opened after the database, so it closes before: what is being sent is settled first.
  lifecycle.opened('sending', async () => {
    stopped = true
    clearInterval(poll)
    clearInterval(sweeping)
    for (const consumer of deps.consumers) await consumer.close()
    await inFlight.idle()
  })
}
