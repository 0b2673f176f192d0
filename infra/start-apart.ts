// Behind `npm run start:apart`: every service as a process of its own, and Redis between them. They
// are what `npm start` runs in one process, on the same files: only where they answer differs.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findRedis, redisName, startRedis } from './own-redis.ts'
import { freePorts, hasEnded, type Running, stopAll, watch } from './running.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dataDir = resolve(root, process.env.DATA_DIR?.trim() || './data')
const host = '127.0.0.1'
const readyWithinMs = 90_000
const lookEveryMs = 100

const noRedis = `There is no redis-server on this machine, and REDIS_URL names none.
Install it (Debian and Ubuntu: apt-get install redis-server; macOS: brew install redis), or set
REDIS_URL to one that runs, or use npm start: that is everything in one process, without Redis.`

/** A service, and the two ports of its process. */
interface Place {
  readonly service: string
  readonly script: string
  readonly port: number
  /** Where the other services reach it. */
  readonly internalPort: number
}

/** Each folder whose service can be run alone; the pages come first and have the port asked for. */
async function placesOf(asked: string): Promise<Place[]> {
  const services = readdirSync(join(root, 'services'))
    .filter((service) => service !== 'all-in-one' && existsSync(scriptOf(service)))
    .sort((one, other) => Number(other === 'web') - Number(one === 'web') || (one < other ? -1 : 1))
  const ports = await portsFor(asked, services.length)
  return services.map((service, index) => ({
    service,
    script: scriptOf(service),
    port: ports[index] ?? 0,
    internalPort: ports[services.length + index] ?? 0,
  }))
}

function scriptOf(service: string): string {
  return join(root, 'services', service, 'src/main.ts')
}

/** 3000 gives 3000, 3001, … and, among the services, 3100, 3101, …; 0 gives any that are free. */
async function portsFor(asked: string, count: number): Promise<number[]> {
  const first = Number(asked)
  if (!/^\d{1,5}$/.test(asked) || first > 65_000) {
    throw new Error('Set PORT to a whole number from 0 to 65000, for example 8080.')
  }
  if (first === 0) return freePorts(2 * count)
  const inARow = Array.from({ length: count }, (_, index) => first + index)
  return [...inARow, ...inARow.map((port) => port + 100)]
}

/** What each process is told: where it listens, where the others are, and where people come in. */
function environmentOf(places: readonly Place[], publicUrl: string, redisUrl: string) {
  const urls = places.map(({ service, internalPort }) => [
    `${service.toUpperCase().replaceAll('-', '_')}_URL`,
    `http://${host}:${internalPort}`,
  ])
  const shared = { HOST: host, DATA_DIR: dataDir, PUBLIC_URL: publicUrl, REDIS_URL: redisUrl }
  return ({ port, internalPort }: Place) => ({
    ...process.env,
    ...Object.fromEntries(urls),
    ...shared,
    PORT: `${port}`,
    INTERNAL_PORT: `${internalPort}`,
  })
}

/** A service that has been started, where it was placed. */
interface Service extends Place {
  readonly running: Running
}

function startService(place: Place, env: NodeJS.ProcessEnv): Service {
  const child = spawn(process.execPath, ['--import', 'tsx', place.script], {
    ...{ cwd: root, env },
    // A group of its own: what comes from the terminal reaches it once, handed on from here.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return { ...place, running: watch(`The ${place.service} service`, child) }
}

async function untilReady({ service, internalPort, running }: Service): Promise<void> {
  const until = performance.now() + readyWithinMs
  while (performance.now() < until) {
    if (hasEnded(running)) return
    const answer = await fetch(`http://${host}:${internalPort}/readyz`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await wait(lookEveryMs)
  }
  throw new Error(`The ${service} service is not ready after ${readyWithinMs / 1000} seconds.`)
}

/** Whether `npm start` has planted the demo in this folder: only that one plants it. */
function isPlanted(): boolean {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'seed.json'), 'utf8')).done === true
  } catch {
    return false
  }
}

function welcome(address: string, services: readonly Service[]): string {
  const width = Math.max(...services.map(({ service }) => service.length))
  const lines = services.map(
    ({ service, port, running }) =>
      `  ${service.padEnd(width)}  http://${host}:${port}  process ${running.child.pid}`,
  )
  const within = isPlanted()
    ? 'It goes on with the demo that npm start planted: sign in with the same accounts.'
    : `The demo is not planted here. To plant it, and throw away what is here: stop this, run
npm start -- --fresh once, stop that, and start this again.`
  const parts = [`Waymark is ready at ${address}`, lines.join('\n'), within, 'Stop it with Ctrl-C.']
  return `\n${parts.join('\n\n')}\n\n`
}

/** Redis, where none is named, then every service; each is told to `onStarted` at once. */
async function startAll(onStarted: (running: Running) => void): Promise<string> {
  const places = await placesOf(process.env.PORT?.trim() || '3000')
  const address = process.env.PUBLIC_URL?.trim() || `http://localhost:${places[0]?.port}`
  const redisUrl = process.env.REDIS_URL?.trim() || (await startOwnRedis(onStarted))
  const env = environmentOf(places, address, redisUrl)
  const services = places.map((place) => startService(place, env(place)))
  for (const { running } of services) onStarted(running)
  await Promise.all(services.map(untilReady))
  return welcome(address, services)
}

async function startOwnRedis(onStarted: (running: Running) => void): Promise<string> {
  const program = findRedis()
  if (program === undefined) throw new Error(noRedis)
  const [port = 0] = await freePorts(1)
  const { url, running, ready } = startRedis({ program, folder: join(dataDir, 'redis'), port })
  onStarted(running)
  await ready
  return url
}

async function main(): Promise<void> {
  process.umask(0o077)
  const started: Running[] = []
  let stopping: Promise<void> | undefined
  const stop = (signal: NodeJS.Signals) => {
    if (stopping === undefined) stopping = stopInOrder(started, signal)
    // Pressed again: what that means each process knows for itself.
    else for (const { name, child } of started) if (name !== redisName) child.kill(signal)
  }
  const fail = (sentence: string) => {
    if (stopping !== undefined) return
    process.exitCode = 1
    process.stderr.write(`${sentence}\n`)
    stop('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal))
  }
  const onStarted = (running: Running) => {
    started.push(running)
    // Told to stop while it was starting: what comes up after that is ended as it comes.
    if (stopping !== undefined) void stopAll([running], 'SIGTERM')
    void running.ended.then(() => fail(`${running.name} has ended, so everything else ends too.`))
  }
  try {
    const said = await startAll(onStarted)
    if (stopping === undefined) process.stdout.write(said)
  } catch (error) {
    fail(error instanceof Error ? error.message : 'It could not be started.')
  }
}

/** Redis goes last: the others finish what they have begun. */
async function stopInOrder(started: readonly Running[], signal: NodeJS.Signals): Promise<void> {
  const [redis, services] = [true, false].map((isRedis) =>
    started.filter(({ name }) => (name === redisName) === isRedis),
  )
  await stopAll(services ?? [], signal)
  await stopAll(redis ?? [], 'SIGTERM')
}

await main()
