import { AsyncResource } from 'node:async_hooks'
import { AppError } from '@waymark/core'
import { endsWithin, type Logger } from '@waymark/runtime'
import {
  assertCanAdd,
  assertQueueName,
  type Queue,
  type QueueHealth,
  type QueueName,
  type QueueReports,
  workDefaults,
} from '../port.ts'
import { Lane, type LaneDeps } from './in-process-lane.ts'

export interface InProcessQueueOptions extends QueueReports {
  readonly log: Logger
  /** How long `close` waits for what runs. */
  readonly closeMs?: number
}

/** The engine of a fresh machine: jobs wait in memory; what waits when the process ends is gone. */
export function createInProcessQueue(options: InProcessQueueOptions): Queue {
  const { log, onFailed = () => {}, closeMs = 8000 } = options
  const lanes = new Map<QueueName, Lane>()
  // A job must not run in the context (a trace, a transaction) of whoever happened to add it.
  const ownContext = new AsyncResource('WaymarkQueue')
  const deps: LaneDeps = { log, onFailed, inOwnContext: (run) => ownContext.runInAsyncScope(run) }
  let closed = false

  const laneOf = (queue: QueueName): Lane => {
    const lane = lanes.get(queue) ?? new Lane(queue, deps)
    lanes.set(queue, lane)
    return lane
  }
  const assertOpen = () => {
    if (closed) throw new AppError('unavailable', 'This service is stopping. Try again soon.')
  }

  return {
    add(queue, { id }, { delayMs = 0 } = {}) {
      assertCanAdd(queue, id, delayMs)
      assertOpen()
      laneOf(queue).add(id, delayMs)
    },
    nudge(queue) {
      assertCanAdd(queue, null)
      assertOpen()
      laneOf(queue).nudge()
    },
    work(queue, handler, given = {}) {
      assertQueueName(queue)
      assertOpen()
      laneOf(queue).work(handler, { ...workDefaults, ...given })
    },
    health: async () => healthOf(lanes.values(), !closed),
    drained: async () => {
      // One queue's job may add to another: they are drained when all are, looked at together.
      while ([...lanes.values()].some((lane) => !lane.isDrained)) {
        await Promise.all([...lanes.values()].map((lane) => lane.drained()))
      }
    },
    async close() {
      for (const lane of lanes.values()) lane.stop()
      const ended = Promise.all([...lanes.values()].map((lane) => lane.idle()))
      const inTime = await endsWithin(ended, closeMs)
      if (!inTime) log.warn('queue.closedWhileRunning', { limitMs: closeMs })
      closed = true
    },
  }
}

function healthOf(lanes: Iterable<Lane>, ready: boolean): QueueHealth {
  const total = { waiting: 0, running: 0, failed: 0 }
  for (const lane of lanes) {
    const counts = lane.counts
    total.waiting += counts.waiting
    total.running += counts.running
    total.failed += counts.failed
  }
  return { engine: 'in-process', ready, ...total }
}
