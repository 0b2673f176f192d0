import {
  directoryApi,
  directoryEvents,
  type ListingCheckNotice,
  type MailboxCodeNotice,
  notificationsApi,
} from '@waymark/contracts'
import { AppError, notFound } from '@waymark/core'
import { record } from '@waymark/db'
import {
  createShell,
  mount,
  mountEvents,
  openPlatform,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import {
  callersOf,
  type FakeClock,
  fakeClock,
  removeFolder,
  temporaryFolder,
} from '@waymark/testing'
import { openNotifications } from './app.ts'
import type { NotificationsSettings } from './config.ts'
import { noticeTable } from './notice/tables.ts'
import { canaries, personCanaries } from './testing/canaries.ts'
import { standInCarePlans } from './testing/stand-in-care-plans.ts'
import { standInReferrals } from './testing/stand-in-referrals.ts'

export { canaries, personCanaries }

const listingId = '01900000-0000-7000-8000-00000000aaaa'
const organisationId = '01900000-0000-7000-8000-00000000bbbb'

/**
 * Owns checks and codes as the directory does, on a real event log and the real contract: services
 * do not import each other. The journeys in `tests/` use the directory itself.
 */
export async function standInDirectory(platform: Platform) {
  const { app } = await createShell(platform, 'directory')
  const db = await openServiceDatabase(platform, { service: 'directory', migrations: [] })
  const actor = { kind: 'operator', tenant: platform.tenant } as const
  const words = {
    to: canaries.to as string,
    organisationName: 'St Aidan’s',
    expiresAt: new Date(platform.now().getTime() + 14 * 86_400_000).toISOString(),
  }
  const state = { answered: new Set<string>(), isAway: false }
  const saying = (id: string) => {
    if (state.isAway) throw new AppError('unavailable', 'The directory is away.')
    if (state.answered.has(id)) throw new AppError('gone', 'That was answered.')
    if (id === directory.unknownId) throw notFound('check')
    return words
  }
  const { readListingCheckNotice, readMailboxCodeNotice } = directoryApi.routes
  mount(app, readListingCheckNotice, async ({ params }): Promise<ListingCheckNotice> => {
    const { linkToken } = canaries
    return { ...saying(params.id), listingName: 'Tuesday lunch club', linkToken }
  })
  mount(app, readMailboxCodeNotice, async ({ params }): Promise<MailboxCodeNotice> => {
    return { ...saying(params.id), code: canaries.code }
  })
  mountEvents(app, db.reader)
  const directory = {
    db,
    words,
    state,
    unknownId: '01900000-0000-7000-8000-00000000dead',
    /** Tells that a check was asked for. Gives its id. */
    async askCheck(checkId = platform.newId()): Promise<string> {
      const payload = { listingId, checkId, revision: 1 }
      await db.write((tx) => record(tx, actor, directoryEvents.listingCheckAsked, payload))
      return checkId
    },
    async askCode(proofId = platform.newId()): Promise<string> {
      const payload = { organisationId, proofId }
      await db.write((tx) => record(tx, actor, directoryEvents.organisationCodeAsked, payload))
      return proofId
    },
  }
  return directory
}

/** Settings as a process would read them, with mail leaving for the canaries' addresses. */
export function mailSettings(smtpUrl: string): NotificationsSettings {
  return {
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'hello@waymark.example',
    MAIL_ALLOW: [canaries.to, canaries.personTo],
  }
}

interface Owners {
  readonly directory: Awaited<ReturnType<typeof standInDirectory>>
  readonly referrals: Awaited<ReturnType<typeof standInReferrals>>
  readonly carePlans: Awaited<ReturnType<typeof standInCarePlans>>
  readonly clock: FakeClock
}

interface StartOptions {
  readonly settings?: NotificationsSettings
  readonly failpoint?: (name: string) => void
  /** A folder that another process, or an earlier start, has used. */
  readonly dataDir?: string
  readonly level?: 'debug' | 'silent'
  /** What happens at the owners before notifications opens. */
  readonly before?: (owners: Owners) => Promise<void> | void
}

/** Notifications with owners to hear from, in a folder of its own. The test moves the clock. */
export async function startNotifications(options: StartOptions = {}) {
  const { settings = {}, failpoint = () => {}, level: LOG_LEVEL = 'silent' } = options
  const dataDir = options.dataDir ?? temporaryFolder()
  const clock = fakeClock()
  const platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL },
    ...{ now: clock.now, strictAnswers: true, failpoint },
  })
  const directory = await standInDirectory(platform)
  const referrals = await standInReferrals(platform)
  const carePlans = await standInCarePlans(platform)
  await options.before?.({ directory, referrals, carePlans, clock })
  const deps = await openNotifications(platform, { ...settings, PORT: 3000 })
  return {
    ...{ dataDir, platform, clock, directory, referrals, carePlans, deps },
    as: callersOf(platform, notificationsApi),
    ledger: () => deps.db.reader.select().from(noticeTable).orderBy(noticeTable.id),
    /** Hears and sends until nothing is left that is due now. */
    async run() {
      platform.queue.nudge('notifications-upkeep')
      platform.queue.nudge('notifications-inbox')
      await platform.queue.drained()
    },
    close: () => platform.lifecycle.stop('test ended'),
    async stop() {
      await platform.lifecycle.stop('test ended')
      removeFolder(dataDir)
    },
  }
}

export type StartedNotifications = Awaited<ReturnType<typeof startNotifications>>
