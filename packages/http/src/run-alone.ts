import { isAppError, type ServiceName } from '@waymark/core'
import { describeError, SettingsError, type serviceUrlSettings } from '@waymark/runtime'
import type { z } from 'zod'
import { openPlatform, type Platform, type PlatformOptions } from './platform.ts'
import { type Listeners, listen } from './run-process.ts'

type AloneSettings = PlatformOptions['settings'] &
  z.output<z.ZodObject<typeof serviceUrlSettings>> & {
    readonly HOST: string
    readonly PORT: number
    readonly INTERNAL_PORT?: number | undefined
    readonly TRUSTED_PROXIES?: number | undefined
    readonly PUBLIC_URL?: string | undefined
  }

interface AloneOptions<Settings extends AloneSettings> {
  /** Reads the environment; what is wrong with it is said in plain sentences. */
  readonly settings: () => Settings
  readonly process: NodeJS.Process
  open(platform: Platform, settings: Settings): Promise<unknown>
}

/** Runs one service as a process of its own; the others are where `<SERVICE>_URL` says. */
export async function runAlone<Settings extends AloneSettings>(
  options: AloneOptions<Settings>,
): Promise<void> {
  makeFilesPrivate(options.process)
  try {
    const settings = options.settings()
    const platform = await openPlatform({ settings, urls: urlsOf(settings) })
    await options.open(platform, settings)
    platform.lifecycle.installSignals(options.process)
    const { port } = await listen(platform, listenersOf(settings))
    platform.log.info('server.ready', { port })
  } catch (error) {
    options.process.stderr.write(`${explainStart(error)}\n`)
    options.process.exit(1)
  }
}

/** From here on, every file and folder this process makes is for its own user alone. */
export function makeFilesPrivate(process: Pick<NodeJS.Process, 'umask'>): void {
  process.umask(0o077)
}

/** Where a process listens, and for whom, by its settings. */
export function listenersOf(settings: AloneSettings): Listeners {
  return {
    host: settings.HOST,
    port: settings.PORT,
    internalPort: settings.INTERNAL_PORT,
    trustedProxies: settings.TRUSTED_PROXIES,
    publicUrl: settings.PUBLIC_URL,
  }
}

/** Every service has its line here: one that is left out would be away for ever. */
function urlsOf(settings: AloneSettings): Record<ServiceName, string | undefined> {
  return {
    identity: settings.IDENTITY_URL,
    directory: settings.DIRECTORY_URL,
    people: settings.PEOPLE_URL,
    referrals: settings.REFERRALS_URL,
    'care-plans': settings.CARE_PLANS_URL,
    notifications: settings.NOTIFICATIONS_URL,
    web: settings.WEB_URL,
  }
}

/** Why a process could not start: our own sentences, or only the kind of an unexpected error. */
export function explainStart(error: unknown): string {
  if (error instanceof SettingsError) return error.problems.join('\n')
  if (isAppError(error) && error.code !== 'internal') return error.message
  return `Waymark could not start: ${JSON.stringify(describeError(error))}`
}
