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
  /** Handed to the queue and not seen to end: not handed over again before the next sweep. */
  const handedOver = new Set<string>()
  /** A full batch was handed over, so that more may wait; and how many of it were carried out. */
  const batch = { isFull: false, carriedOut: 0 }
  const handOver = (id: string) => {
    if (stopped) return
    handedOver.add(id)
    queue.add(sending, { id })
  }
  const enqueueDue = async () => {
    if (handedOver.size >= batchSize) return
    const due = await listDue(deps.db.reader, deps.now(), handedOver.size + batchSize)
    const fresh = due.filter((each) => !handedOver.has(each))
    Object.assign(batch, { isFull: fresh.length >= batchSize, carriedOut: 0 })
    for (const id of fresh) handOver(id)
  }
  const clean = handler(async () => {
    await releaseDeadClaims(deps)
    // What another process ran, or a lost queue forgot, did not end here.
    handedOver.clear()
    await enqueueDue()
  })
  const sendOne = async (id: string) => {
    const wasOurs = await sendNotice(deps, id).finally(() => handedOver.delete(id))
    if (wasOurs) batch.carriedOut += 1
    // One that had to wait is passed on by the one it waited for: by itself it would ask for ever.
    const next = wasOurs ? await findNextAbout(deps.db.reader, id, deps.now()) : undefined
    if (next !== undefined) handOver(next)
    // Where nothing of a batch could be carried out, the next would be the same again.
    else if (handedOver.size === 0 && batch.isFull && batch.carriedOut > 0) await enqueueDue()
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
