import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import { unavailable } from '@waymark/core'
import { endsWithin } from '@waymark/runtime'
import { Queue } from 'bullmq'
import { Hono } from 'hono'
import { Redis } from 'ioredis'
import { keysOf } from './bullmq-lane.ts'

/** A look at the queues on Redis: how many jobs wait, run and have failed; never whose they are. */
export interface QueueBoard {
  /** Answers what is asked below `path`. Throws `unavailable` while Redis does not answer. */
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

export interface QueueBoardOptions {
  readonly redisUrl: string
  /** The same as that of the queue engine it looks at. */
  readonly prefix: string
  /** Where its pages are, without a slash at the end. */
  readonly path: string
}

const answersWithinMs = 3_000
const hidden = ['data', 'returnValue', 'progress'] as const

/** Opens the board. It only reads, and shows nothing that a job holds. */
export function openQueueBoard({ redisUrl, prefix, path }: QueueBoardOptions): QueueBoard {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true })
  redis.on('error', () => {})
  const queues = new Map<string, Queue>()
  const serverAdapter = new HonoAdapter(serveStatic).setBasePath(path)
  const uiConfig = { boardTitle: 'Queues', hideRedisDetails: true }
  const options = { uiConfig, uiBasePath: pagesFolder() }
  const board = createBullBoard({ queues: [], serverAdapter, options })
  const app = new Hono().route(path, serverAdapter.registerPlugin())

  /** Queues come to be when somebody first adds to them. */
  async function lookForQueues(): Promise<void> {
    for (const name of await namesIn(redis, prefix)) {
      if (queues.has(name)) continue
      const queue = new Queue(name, { connection: redis, prefix: keysOf(prefix, name) })
      queue.on('error', () => {})
      queues.set(name, queue)
      board.addQueue(adapterOf(queue))
    }
  }

  async function answer(request: Request): Promise<Response> {
    const isFile = new URL(request.url).pathname.startsWith(`${path}/static/`)
    if (!isFile) await lookForQueues()
    const given = await app.fetch(request)
    const isPage = given.headers.get('content-type')?.includes('text/html') === true
    if (!isPage) return given
    const { status } = given
    return new Response(withoutOutside(await given.text()), { status, headers: given.headers })
  }

  return {
    async fetch(request) {
      const answered = answer(request)
      if (await endsWithin(answered, answersWithinMs)) return answered
      answered.catch(() => {})
      throw unavailable('Redis does not answer just now. Try again in a minute.')
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      redis.disconnect()
    },
  }
}

/** Said, because the library looks for it in a way that no bundle carries over. */
function pagesFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'))
}

function adapterOf(queue: Queue): BullMQAdapter {
  const adapter = new BullMQAdapter(queue, { readOnlyMode: true })
  // Jobs hold ids alone. Even so: whoever looks after the machine has no business with records.
  for (const field of hidden) adapter.setFormatter(field, () => 'Not shown')
  return adapter
}

async function namesIn(redis: Redis, prefix: string): Promise<string[]> {
  const names: string[] = []
  for await (const keys of redis.scanStream({
    match: `${keysOf(prefix, '*')}:*:meta`,
    count: 500,
  })) {
    for (const key of textsOf(keys)) names.push(key.split(':').at(-2) ?? '')
  }
  return names.sort()
}

function textsOf(keys: unknown): string[] {
  return Array.isArray(keys) ? keys.map(String) : []
}

/** Its page asks another site for letters, and styles itself within: ours does neither. */
function withoutOutside(page: string): string {
  return page
    .replaceAll(/<link[^>]+href="https:[^>]+>/g, '')
    .replaceAll(/ style="[^"]*"/g, '')
    .replaceAll(/<style>.*?<\/style>/gs, '')
}
