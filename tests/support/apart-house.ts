import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createIds, type ServiceName, serviceNames, systemClock } from '@waymark/core'
import { createSend } from '@waymark/http'
import { bytesOfSecret, loadSecret } from '@waymark/runtime'
import { type Calling, type ChildRun, freePort, runChild, waitFor } from '@waymark/testing'
import type { StormEnv } from './killed-house.ts'

/** Every service as a process of its own; each can die and be started again by itself. */
export interface ApartHouse {
  /** What callers need of a platform, over the network. */
  readonly platform: Calling
  /** Where a service listens to everybody. */
  addressOf(service: ServiceName): string
  /** SIGKILL, and a start again. Resolves when it answers. */
  killAndRestart(service: ServiceName): Promise<void>
  /** SIGTERM. Gives how it ended: 0 when in order. */
  stopOne(service: ServiceName): Promise<number | null>
  /** Starts one that was stopped again, where it was. Resolves when it answers. */
  startOne(service: ServiceName): Promise<void>
  /** Whether every one of them answers. */
  isUp(): Promise<boolean>
  /** SIGTERM to all. Throws, with what it printed, for one that did not end in order. */
  stop(): Promise<void>
}

interface Place {
  readonly service: ServiceName
  readonly port: number
  readonly internalPort: number
}

const services = fileURLToPath(new URL('../../services/', import.meta.url))
const host = '127.0.0.1'
const nameOf = (service: ServiceName) => `${service.toUpperCase().replaceAll('-', '_')}_URL`
const urlOf = ({ internalPort }: Place) => `http://${host}:${internalPort}`

async function isReady(place: Place): Promise<boolean> {
  const answer = await fetch(`${urlOf(place)}/readyz`).catch(() => null)
  await answer?.body?.cancel()
  return answer?.ok === true
}

async function untilReady(place: Place, run: ChildRun): Promise<void> {
  await waitFor(
    `${place.service} to be ready`,
    async () => {
      if (run.child.exitCode === null) return isReady(place)
      throw new Error(`${place.service} ended: ${run.output()}`)
    },
    120_000,
  )
}

/** Starts them on a planted folder. What they are told besides where they are comes in `env`. */
export async function startApart(env: StormEnv): Promise<ApartHouse> {
  const places: Place[] = []
  for (const service of serviceNames) {
    places.push({ service, port: await freePort(), internalPort: await freePort() })
  }
  const urls = Object.fromEntries(places.map((place) => [nameOf(place.service), urlOf(place)]))
  const running = new Map<ServiceName, ChildRun>()
  const start = async (place: Place) => {
    const given = { PORT: `${place.port}`, INTERNAL_PORT: `${place.internalPort}`, HOST: host }
    const script = join(services, place.service, 'src/main.ts')
    const run = runChild({ script, env: { ...env, LOG_LEVEL: 'warn', ...urls, ...given } })
    running.set(place.service, run)
    await untilReady(place, run)
  }
  await Promise.all(places.map(start))
  const placeOf = (service: ServiceName): Place => {
    const place = places.find((each) => each.service === service)
    if (place === undefined) throw new Error(`There is no ${service}.`)
    return place
  }
  const secrets = join(String(env.DATA_DIR), 'secrets')
  const addresses = Object.fromEntries(places.map((place) => [place.service, urlOf(place)]))
  return {
    platform: {
      ...{ tenant: 'demo', local: new Map(), operatorKey: '', now: systemClock },
      newId: createIds(systemClock),
      send: createSend({ local: new Map(), urls: addresses }),
      secret: async (name) => bytesOfSecret(await loadSecret(secrets, name, { mode: 'live' })),
    },
    isUp: async () => (await Promise.all(places.map(isReady))).every((isOne) => isOne),
    addressOf: (service) => `http://${host}:${placeOf(service).port}`,
    async killAndRestart(service) {
      await running.get(service)?.kill()
      await start(placeOf(service))
    },
    async stopOne(service) {
      const run = running.get(service)
      run?.child.kill('SIGTERM')
      return (await run?.ended) ?? null
    },
    startOne: (service) => start(placeOf(service)),
    async stop() {
      for (const { child } of running.values()) child.kill('SIGTERM')
      for (const [service, { ended, output }] of running) {
        const code = await ended
        if (code !== 0) throw new Error(`${service} ended with ${code}: ${output()}`)
      }
    },
  }
}
