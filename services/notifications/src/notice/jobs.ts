import type { Consumer } from '@waymark/db'
import { keepHearing, type Platform } from '@waymark/http'
import { createInFlight } from '@waymark/runtime'
import type { Deps } from '../deps.ts'
import { releaseDeadClaims } from './release.ts'
import { sendNotice } from './send.ts'
import { findNextAbout, listDue } from './store.ts'

const sending = 'notifications-send'
const sweep = 'notifications-upkeep'
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
 * Hears and sends while the service runs: what was heard is sent at once, and a sweep takes back
 * what dead processes held. The queue carries row ids alone.
 */
export function keepSending(platform: Platform, deps: Workings): void {
  // The sweep runs in this process, so that it goes on while a shared queue is away.
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
  const clean = handler(async () => {
    await releaseDeadClaims(deps)
    await enqueueDue()
  })
  const sendOne = async (id: string) => {
    await sendNotice(deps, id)
    const next = await findNextAbout(deps.db.reader, id, deps.now())
    if (next !== undefined && !stopped) queue.add(sending, { id: next })
  }
  const send = handler((id) => (id === null ? enqueueDue() : sendOne(id)))
  queue.work(sending, send, { ...once, concurrency: sentSideBySide })
  ownQueue.work(sweep, clean, once)
  ownQueue.nudge(sweep)
  const sweeping = setInterval(() => ownQueue.nudge(sweep), sweepEveryMs)
  const { consumers, log } = deps
  keepHearing(platform, { service: 'notifications', consumers, log, afterwards: enqueueDue })
  // Opened after the database, so it closes before: what is being sent is settled first.
  lifecycle.opened('sending', async () => {
    stopped = true
    clearInterval(sweeping)
    await inFlight.idle()
  })
}
