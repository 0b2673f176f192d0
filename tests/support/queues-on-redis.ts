import type { Queue } from '@waymark/queue'
import { type BullQueueOptions, openBullQueue } from '@waymark/queue/bullmq'
import { createLogger } from '@waymark/runtime'
import { aRedisServer, type RedisServer } from './redis-server.ts'

export interface QueuesOnRedis {
  /** A Redis of its own, started unless it is to be absent. */
  aServer(options?: { started?: boolean; settings?: readonly string[] }): Promise<RedisServer>
  /** A silent queue in live mode, unless the test says otherwise. */
  openOn(server: RedisServer, options?: Partial<BullQueueOptions>): Promise<Queue>
  /** Called at the end, the last first. */
  atEnd(end: () => Promise<void>): void
  end(): Promise<void>
}

/** Opens what a test of the queue on Redis needs, and ends all of it together. */
export function createQueuesOnRedis(): QueuesOnRedis {
  const log = createLogger({ service: 'queue', level: 'silent' })
  const endings: (() => Promise<void>)[] = []
  return {
    async aServer({ started = true, settings } = {}) {
      const server = await aRedisServer(settings)
      endings.push(server.remove)
      if (started) await server.start()
      return server
    },
    async openOn({ url }, options = {}) {
      const queue = await openBullQueue({ redisUrl: url, log, mode: 'live', ...options })
      endings.push(queue.close)
      return queue
    },
    atEnd: (end) => void endings.push(end),
    async end() {
      for (const each of endings.splice(0).reverse()) await each()
    },
  }
}
