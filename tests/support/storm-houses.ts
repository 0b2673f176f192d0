import { type FakeSmtp, removeFolder, startFakeSmtp, temporaryFolder } from '@waymark/testing'
import { afterAll, beforeAll } from 'vitest'
import { type PlantedHouse, plantHouse } from './killed-house.ts'
import { aRedisServer, type RedisServer } from './redis-server.ts'
import { stormSize } from './storm-size.ts'

/** A minute or two, or hours in full; on a machine busy with other things, what it takes. */
export const stormLimitMs = stormSize({ ci: 600_000, full: 14_400_000 })

export interface StormGround {
  /** A folder for all that the file of tests leaves behind. */
  folder(): string
  /** A mail server of its own, stopped at the end. */
  aMailServer(): Promise<FakeSmtp>
}

/** Where a storm stands, for one file of tests: there before them, and cleared away after. */
export function openStormGround(): StormGround {
  const servers: FakeSmtp[] = []
  let folder = ''
  beforeAll(() => {
    folder = temporaryFolder()
  })
  afterAll(async () => {
    for (const server of servers) await server.stop()
    removeFolder(folder)
  })
  return {
    folder: () => folder,
    async aMailServer() {
      const server = await startFakeSmtp()
      servers.push(server)
      return server
    },
  }
}

export interface StormHouses extends StormGround {
  /** The demo planted, and the file that works in a copy of it, built. */
  planted(): PlantedHouse
}

/** The same, with houses to kill. */
export function openStormHouses(child: URL): StormHouses {
  const ground = openStormGround()
  let house: PlantedHouse | undefined
  beforeAll(async () => {
    house = await plantHouse(ground.folder(), child)
  }, stormLimitMs)
  return {
    ...ground,
    planted() {
      if (house === undefined) throw new Error('The house has not been planted yet.')
      return house
    },
  }
}

export interface StormRedis {
  url(): string
  /** What befalls it: the power goes and comes back, or all that it holds is gone. */
  readonly troubles: Readonly<Record<'kill' | 'wipe', () => Promise<void>>>
}

/** A Redis of its own for one file of tests, there before them and removed after. */
export function openStormRedis(): StormRedis {
  let redis: RedisServer | undefined
  const running = () => {
    if (redis === undefined) throw new Error('Redis has not been started yet.')
    return redis
  }
  beforeAll(async () => {
    redis = await aRedisServer()
    await redis.start()
  })
  afterAll(async () => {
    await redis?.remove()
  })
  return {
    url: () => running().url,
    troubles: {
      async kill() {
        await running().kill()
        await running().start()
      },
      async wipe() {
        await running().ask((connection) => connection.flushall())
      },
    },
  }
}
