import { identityApi } from '@waymark/contracts'
import { callersOf, fakeClock, openTestPlatform } from '@waymark/testing'
import { openIdentity } from './app.ts'

/** Identity alone, in a folder of its own, with clients for every kind of caller. */
export async function startIdentity(given: Parameters<typeof openTestPlatform>[0] = {}) {
  // better-auth reads the machine's clock: a session's end must lie ahead of ours.
  const today = fakeClock(new Date().toISOString())
  const { platform, clock, stop } = await openTestPlatform({ clock: today, ...given })
  const deps = await openIdentity(platform, {})
  const as = callersOf(platform, identityApi)
  return {
    deps,
    platform,
    clock,
    as,
    web: as.service('web'),
    referrals: as.service('referrals'),
    stop,
  }
}

export type StartedIdentity = Awaited<ReturnType<typeof startIdentity>>
