import { type FakeSmtp, removeFolder, startFakeSmtp, temporaryFolder } from '@waymark/testing'
import { afterAll, beforeAll } from 'vitest'
import { type PlantedHouse, plantHouse } from './killed-house.ts'

/** About a minute or two; on a machine that is busy with other things, whatever it takes. */
export const stormLimitMs = 600_000

export interface StormHouses {
  /** The demo planted, and the file that works in a copy of it, built. */
  planted(): PlantedHouse
  /** A mail server of its own, stopped at the end. */
  aMailServer(): Promise<FakeSmtp>
}

/** What a storm begins with, for one file of tests: opened before them, and cleared away after. */
export function openStormHouses(child: URL): StormHouses {
  const servers: FakeSmtp[] = []
  let folder = ''
  let house: PlantedHouse | undefined
  beforeAll(async () => {
    folder = temporaryFolder()
    house = await plantHouse(folder, child)
  }, stormLimitMs)
  afterAll(async () => {
    for (const server of servers) await server.stop()
    removeFolder(folder)
  })
  return {
    planted() {
      if (house === undefined) throw new Error('The house has not been planted yet.')
      return house
    },
    async aMailServer() {
      const server = await startFakeSmtp()
      servers.push(server)
      return server
    },
  }
}
