import { endsWithin, type Logger, type Mode, SettingsError } from '@waymark/runtime'
import { Redis } from 'ioredis'
import { type RedisProblem, redisProblems } from './redis-problems.ts'

export interface RedisLinkOptions {
  readonly redisUrl: string
  readonly log: Logger
  readonly mode: Mode
  /** How long a start waits for Redis before it goes on without. */
  readonly startMs?: number
}

/** The connection to Redis: it may be away, and comes back by itself. */
export interface RedisLink {
  readonly redis: Redis
  readonly isUp: boolean
  /** What was wrong with Redis when it was last reached. */
  readonly problems: readonly RedisProblem[]
  close(): Promise<void>
}

const connection = {
  // BullMQ demands it: a command waits for Redis to come back and is sent again.
  maxRetriesPerRequest: null,
  // A machine that vanished without a word. Longer than a worker's longest blocking read.
  socketTimeout: 15_000,
  connectTimeout: 5000,
  retryStrategy: (times: number) => Math.min(100 * times, 2000),
} as const

/**
 * Connects, and goes on connecting when Redis is away: a start does not fail for that. Throws
 * `SettingsError` in live mode when Redis answers and is set up so that it would lose jobs.
 */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const { redisUrl, log, mode, startMs = 2000 } = options
  const redis = new Redis(redisUrl, connection)
  const state: { isUp: boolean; saidAway: boolean; problems: readonly RedisProblem[] } = {
    isUp: false,
    saidAway: false,
    problems: [],
  }
  const sayAway = (error?: unknown) => {
    if (!state.saidAway) log.warn('queue.redisAway', { error, code: refusalOf(error) })
    state.saidAway = true
  }
  const onReady = async () => {
    state.isUp = true
    if (state.saidAway) log.info('queue.redisBack')
    state.saidAway = false
    state.problems = redisProblems(await redis.info())
    for (const { code } of state.problems) log.warn('queue.redisUnsafe', { code })
  }
  const firstAnswer = new Promise<void>((resolve) => {
    redis.on('ready', () => void onReady().catch(sayAway).finally(resolve))
    redis.on('close', () => {
      state.isUp = false
      sayAway()
      resolve()
    })
  })
  redis.on('error', sayAway)
  await endsWithin(firstAnswer, startMs)
  if (mode === 'live' && state.problems.length > 0) {
    redis.disconnect()
    throw new SettingsError(state.problems.map(({ sentence }) => sentence))
  }
  return {
    redis,
    get isUp() {
      return state.isUp
    },
    get problems() {
      return state.problems
    },
    close: async () => {
      state.saidAway = true
      if (state.isUp) await endsWithin(redis.quit().catch(sayAway), 1000)
      redis.disconnect()
    },
  }
}

/** Why Redis would not have us (NOAUTH, WRONGPASS, …): the first word of its answer, no more. */
function refusalOf(error: unknown): string | undefined {
  return error instanceof Error ? /^[A-Z]{4,}\b/.exec(error.message)?.[0] : undefined
}
