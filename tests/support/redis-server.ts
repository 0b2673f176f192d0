import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { findEngine, freePort, removeFolder, temporaryFolder, waitFor } from '@waymark/testing'
import { Redis } from 'ioredis'

/** As a live one must be: nothing is lost when it is killed, nothing dropped when it is full. */
export const safely = [
  '--appendonly',
  'yes',
  '--appendfsync',
  'always',
  '--maxmemory-policy',
  'noeviction',
]

export interface RedisServer {
  readonly url: string
  /** Starts it, with what it kept. Resolves when it answers. */
  start(): Promise<void>
  /** SIGKILL, as when the power goes. */
  kill(): Promise<void>
  /** SIGSTOP: it takes connections and answers nothing, until `resume`. */
  pause(): void
  resume(): void
  /** Asks it something on a connection of its own. */
  ask<T>(work: (redis: Redis) => Promise<T>): Promise<T>
  /** Ends it and removes its files. */
  remove(): Promise<void>
}

/** Why there is none to test with, or null. Throws where one is required. */
export function noRedis(): string | null {
  return findEngine('redis').missing
}

/** A Redis of its own on a free port of this machine, not yet started. */
export async function aRedisServer(settings: readonly string[] = safely): Promise<RedisServer> {
  const { path } = findEngine('redis')
  if (path === null) throw new Error('Ask noRedis() first.')
  const folder = temporaryFolder()
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '']
  let running: ChildProcess | undefined

  const ask: RedisServer['ask'] = async (work) => {
    const redis = new Redis(url, { retryStrategy: null, maxRetriesPerRequest: 0 })
    redis.on('error', () => {})
    try {
      return await work(redis)
    } finally {
      redis.disconnect()
    }
  }
  const answers = () =>
    ask((redis) => redis.ping()).then(
      () => true,
      () => false,
    )
  const kill = async () => {
    if (running === undefined || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
    running = undefined
  }
  return {
    url,
    ask,
    kill,
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    async start() {
      running = spawn(path, [...place, ...settings], { stdio: 'ignore' })
      await waitFor('Redis to answer', answers)
    },
    async remove() {
      await kill()
      removeFolder(folder)
    },
  }
}
