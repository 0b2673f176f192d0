import { type CarePlans, openCarePlans } from '@waymark/care-plans'
import { type Directory, openDirectory } from '@waymark/directory'
import { openPlatform, type Platform, type PlatformOptions } from '@waymark/http'
import { type Identity, openIdentity } from '@waymark/identity'
import { openNotifications } from '@waymark/notifications'
import { openPeople, type People } from '@waymark/people'
import { openReferrals, type Referrals } from '@waymark/referrals'
import { openWeb } from '@waymark/web'
import type { AllSettings } from './config.ts'
import { demoAccounts, demoPassword } from './seed/accounts.ts'
import { seedDemo } from './seed/seed.ts'

export interface Waymark {
  readonly platform: Platform
  readonly directory: Directory
  readonly identity: Identity
  readonly people: People
  readonly referrals: Referrals
  readonly carePlans: CarePlans
}

/** Opens every service in this process, and plants the demo where there is to be one. */
export async function openWaymark(
  settings: AllSettings,
  options: Omit<PlatformOptions, 'settings'> = {},
): Promise<Waymark> {
  const platform = await openPlatform({ ...options, settings })
  try {
    return await openServices(platform, settings)
  } catch (error) {
    await platform.lifecycle.stop('failed start')
    throw error
  }
}

async function openServices(platform: Platform, settings: AllSettings): Promise<Waymark> {
  const { mode, tenant, dataDir, now } = platform
  const identity = await openIdentity(platform, settings)
  const directory = await openDirectory(platform, settings)
  const people = await openPeople(platform, settings)
  const referrals = await openReferrals(platform, settings)
  const carePlans = await openCarePlans(platform, settings)
  const isDemo = mode === 'demo'
  const ground = { directory, identity, people, referrals, carePlans }
  if (isDemo) await seedDemo({ ground, tenant, dataDir, now })
  const demo = isDemo ? { password: demoPassword, accounts: demoAccounts } : null
  // After the seed: it begins at the heads of the logs, and nobody is written to about the demo.
  await openNotifications(platform, settings)
  await openWeb(platform, settings, demo)
  return { platform, ...ground }
}
