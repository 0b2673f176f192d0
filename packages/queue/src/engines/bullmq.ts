import { AsyncResource } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@waymark/core'
import { endsWithin } from '@waymark/runtime'
import {
  assertCanAdd,
  assertQueueName,
  type Queue,
  type QueueHealth,
  type QueueName,
  type QueueReports,
  workDefaults,
} from '../port.ts'
import { BullLane, type BullLaneDeps } from './bullmq-lane.ts'
import { openRedisLink, type RedisLink, type RedisLinkOptions } from './redis-link.ts'

export interface BullQueueOptions extends QueueReports, RedisLinkOptions {
  /** Keeps apart two Waymarks on one Redis: `a-z`, digits and hyphens. */
  readonly prefix?: string
  /** How many jobs of a queue are held while Redis is away; more are counted and let go. */
  readonly holdAtMost?: number
  /** How long `close` waits for what runs. */
  readonly closeMs?: number
}

/** How long a Redis that should answer is waited for. */
const awayMs = 1000

/**
 * The engine of several processes: BullMQ on Redis. A start does not need Redis, and no `add` waits
 * for it. Throws `SettingsError` in live mode for a Redis that would lose jobs.
 */
export async function openBullQueue(options: BullQueueOptions): Promise<Queue> {
  const { log, onFailed = () => {}, prefix = 'waymark', holdAtMost = 10_000 } = options
  const { closeMs = 8000 } = options
  const link = await openRedisLink(options)
  const lanes = new Map<QueueName, BullLane>()
  // A job must not run in the context (a trace, a transaction) of whoever happened to add it.
  const ownContext = new AsyncResource('WaymarkQueue')
  const inOwnContext: BullLaneDeps['inOwnContext'] = (run) => ownContext.runInAsyncScope(run)
  const deps: BullLaneDeps = { redis: link.redis, prefix, holdAtMost, log, onFailed, inOwnContext }
  let closing: Promise<void> | undefined
  let closed = false

  const laneOf = (queue: QueueName): BullLane => {
    const lane = lanes.get(queue) ?? new BullLane(queue, deps)
    lanes.set(queue, lane)
    return lane
  }
  const assertOpen = () => {
    if (closed) throw new AppError('unavailable', 'This service is stopping. Try again soon.')
  }
  const close = async () => {
    const ended = Promise.all([...lanes.values()].map((lane) => lane.stop()))
    const running = sumOf(lanes.values(), 'running')
    // With nothing running there is nothing to wait for but a Redis that is away.
    const limitMs = running > 0 || link.isUp ? closeMs : Math.min(closeMs, awayMs)
    if (!(await endsWithin(ended, limitMs))) {
      const count = sumOf(lanes.values(), 'held')
      log.warn(running > 0 ? 'queue.closedWhileRunning' : 'queue.closedWhileAway', {
        limitMs,
        count,
      })
    }
    closed = true
    for (const lane of lanes.values()) lane.abandon()
    await link.close()
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
    health: () => healthOf([...lanes.values()], link, closed),
    async drained() {
      while (!(await allDrained(lanes.values()))) await pause(10)
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function allDrained(lanes: Iterable<BullLane>): Promise<boolean> {
  const worked = [...lanes].filter((lane) => lane.isWorked)
  const drained = await Promise.all(worked.map((lane) => lane.isDrained()))
  return drained.every(Boolean)
}

async function healthOf(
  lanes: readonly BullLane[],
  link: RedisLink,
  closed: boolean,
): Promise<QueueHealth> {
  const inRedis = closed || !link.isUp ? null : await waitingInRedis(lanes)
  const said = sentences(link, inRedis !== null, sumOf(lanes, 'dropped'))
  return {
    engine: 'BullMQ on Redis',
    ready: inRedis !== null,
    waiting: sumOf(lanes, 'held') + (inRedis ?? 0),
    running: sumOf(lanes, 'running'),
    failed: sumOf(lanes, 'failed'),
    ...(said === '' ? {} : { detail: said }),
  }
}

function sumOf(lanes: Iterable<BullLane>, what: keyof BullLane['counts']): number {
  return [...lanes].reduce((total, lane) => total + lane.counts[what], 0)
}

/** Null when Redis does not say in time. */
async function waitingInRedis(lanes: readonly BullLane[]): Promise<number | null> {
  const asked = Promise.all(lanes.map((lane) => lane.waiting())).catch(() => null)
  const answer = (await endsWithin(asked, awayMs)) ? await asked : null
  return answer === null ? null : answer.reduce((total, each) => total + each, 0)
}

function sentences(link: RedisLink, answers: boolean, dropped: number): string {
  return [
    ...(answers ? [] : ['Redis cannot be reached: jobs wait here until it is back.']),
    ...(dropped === 0 ? [] : [`${dropped} were let go for a sweep to find.`]),
    ...link.problems.map(({ sentence }) => sentence),
  ].join(' ')
}
