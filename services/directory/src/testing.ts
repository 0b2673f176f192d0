import { directoryApi } from '@waymark/contracts'
import { callersOf, openTestPlatform } from '@waymark/testing'
import { openDirectory } from './app.ts'

/** The directory alone, in a folder of its own, with clients for every kind of caller. */
export async function startDirectory(given: Parameters<typeof openTestPlatform>[0] = {}) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const directory = await openDirectory(platform, {})
  const as = callersOf(platform, directoryApi)
  return { ...directory, platform, clock, as, editor: as.user('directoryEditor'), stop }
}

export type StartedDirectory = Awaited<ReturnType<typeof startDirectory>>
