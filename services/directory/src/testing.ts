import { directoryApi } from '@waymark/contracts'
import { callersOf, openTestPlatform } from '@waymark/testing'
import { openDirectory } from './app.ts'
import type { DirectorySettings } from './config.ts'

/** The directory alone, in a folder of its own, with clients for every kind of caller. */
export async function startDirectory(
  given: Parameters<typeof openTestPlatform>[0] = {},
  settings: DirectorySettings = {},
) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const directory = await openDirectory(platform, settings)
  const as = callersOf(platform, directoryApi)
  return { ...directory, platform, clock, as, editor: as.user('directoryEditor'), stop }
}

export type StartedDirectory = Awaited<ReturnType<typeof startDirectory>>
