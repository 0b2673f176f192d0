import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hasEnded, type Running, watch } from './running.ts'

export const redisName = 'Redis'

export interface OwnRedis {
  /** With its password in it: handed on in the environment and said nowhere. */
  readonly url: string
  readonly running: Running
  /** Resolves when it answers. */
  readonly ready: Promise<void>
}

/** Where the program is, or undefined where this machine has none. */
export function findRedis(path = process.env.PATH ?? ''): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file))
}

interface RedisPlace {
  readonly program: string
  readonly folder: string
  readonly port: number
}

/**
 * A Redis that only this start can use: on this machine, behind a password that nobody types. A
 * crash loses no job of it, and it drops none when it is full.
 */
export function startRedis({ program, folder, port }: RedisPlace): OwnRedis {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('hex')
  const child = spawn(program, ['-'], {
    cwd: folder,
    // A group of its own: Ctrl-C in the terminal must not end it before those who use it.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'appendonly yes',
    'maxmemory-policy noeviction',
    'save ""',
  ]
  // As arguments they could be read in the list of processes.
  child.stdin.on('error', () => {}).end(`${settings.join('\n')}\n`)
  const running = watch(redisName, child)
  const ready = untilItAnswers(running, { port, password })
  return { url: `redis://:${password}@127.0.0.1:${port}`, running, ready }
}

interface Door {
  readonly port: number
  readonly password: string
}

async function untilItAnswers(running: Running, door: Door): Promise<void> {
  for (let tried = 0; tried < 300; tried += 1) {
    if (hasEnded(running)) throw new Error('Redis could not be started.')
    if (await answers(door)) return
    await wait(100)
  }
  throw new Error('Redis does not answer 30 seconds after it was started.')
}

/** While it reads what it kept it answers with an error: then it is asked again. */
function answers({ port, password }: Door): Promise<boolean> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    socket.setEncoding('utf8').setTimeout(1000, () => socket.destroy())
    socket.on('data', (text: string) => {
      said += text
      if (said.includes('+PONG') || said.includes('-')) socket.destroy()
    })
    socket.on('error', () => {}).once('close', () => resolve(said.includes('+PONG')))
  })
}
