import { carePlansApi, directoryApi, referralsApi } from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { readMigrations } from '@waymark/db'
import {
  createShell,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import { publicUrl } from '@waymark/runtime'
import type { NotificationsSettings } from './config.ts'
import type { Deps, MailWay } from './deps.ts'
import { hearOwner } from './hearing/hear-owner.ts'
import { heldRoutes } from './held/routes.ts'
import { createSmtpPost } from './mail/smtp.ts'
import { watchMail } from './mail/watch.ts'
import { mailboxRoutes } from './mailbox/routes.ts'
import { noticeHandlers } from './notice/events.ts'
import { keepSending } from './notice/jobs.ts'
import { noticeRoutes } from './notice/routes.ts'
import { countByState } from './notice/store.ts'

type OpenSettings = NotificationsSettings & Parameters<typeof publicUrl>[0]

/** Opens notifications: its ledger, its way out, and the work that hears and sends. */
export async function openNotifications(platform: Platform, settings: OpenSettings): Promise<Deps> {
  const { mode, tenant, now, newId, failpoint, health, metrics } = platform
  const way = mailWayOf(platform.mode, settings)
  const { app, clientAs, eventsOf } = await createShell(platform, 'notifications')
  const url = settings.NOTIFICATIONS_DATABASE_URL
  const db = await openServiceDatabase(platform, {
    service: 'notifications',
    url,
    authToken: settings.NOTIFICATIONS_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const { mail, healthOfMail } = watchMail(way, db.reader)
  health.register('mail', healthOfMail)
  metrics.gauge('waymark_notices', ['state'], async () =>
    [...(await countByState(db.reader))].map(([state, value]) => ({ labels: { state }, value })),
  )
  const deps: Deps = {
    ...{ db, mode, now, newId, failpoint, mail },
    chance: Math.random,
    log: app.log,
    incarnation: newId(),
    alone: url === undefined || url.startsWith('file:'),
    directoryFor: (tenant) => clientAs(directoryApi, tenant),
    referralsFor: (tenant) => clientAs(referralsApi, tenant),
    carePlansFor: (tenant) => clientAs(carePlansApi, tenant),
    publicUrl: new URL(publicUrl(settings)),
  }
  mailboxRoutes(app, deps)
  noticeRoutes(app, deps)
  heldRoutes(app, deps)
  mountEvents(app, db.reader)
  mountOpenApi(app)
  const handlers = noticeHandlers(deps)
  const hear = (owner: keyof typeof handlers) =>
    hearOwner({
      ...{ deps, tenant, handlers: handlers[owner] },
      eventsOf: (types) => eventsOf(owner, types),
    })
  const owners = ['directory', 'referrals', 'care-plans'] as const
  const consumers = await Promise.all(owners.map(hear))
  keepSending(platform, { ...deps, consumers })
  return deps
}

/** Throws `invalid` where mail would have nowhere to go, or no sender. */
function mailWayOf(mode: Platform['mode'], settings: NotificationsSettings): MailWay {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_ALLOW: allow = [] } = settings
  if (url === undefined) {
    if (mode === 'live') {
      throw new AppError('invalid', 'Set SMTP_URL: live mode has no mailbox to keep mail in.')
    }
    return { from: from ?? 'waymark@demo.example', post: null, allowed: null }
  }
  if (from === undefined) {
    throw new AppError('invalid', 'Set MAIL_FROM to the address that e-mails come from.')
  }
  const post = createSmtpPost({ url, encrypted: mode === 'live' })
  return { from, post, allowed: mode === 'live' ? null : allow }
}
