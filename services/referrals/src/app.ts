import {
  carePlansApi,
  directoryApi,
  directoryEvents,
  identityApi,
  peopleApi,
  peopleEvents,
} from '@waymark/contracts'
import { createWorkingDays } from '@waymark/core/working-days'
import { createConsumer, createReadAudit, readMigrations } from '@waymark/db'
import {
  createShell,
  keepHearing,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import { relationshipHandlers } from '@waymark/relationships'
import { addressHandlers } from './answer-link/events.ts'
import { keepSessionsSwept } from './answer-link/jobs.ts'
import { answerLinkRoutes } from './answer-link/routes.ts'
import { assignmentRoutes } from './assignment/routes.ts'
import { attendanceRoutes } from './attendance/routes.ts'
import type { ReferralsSettings } from './config.ts'
import type { Deps } from './deps.ts'
import { messageBackHandlers } from './message-back/events.ts'
import { noticeRoutes } from './notice/routes.ts'
import { outcomeRoutes } from './outcome/routes.ts'
import { ownRoutes } from './own/routes.ts'
import { questionRoutes } from './question/routes.ts'
import { referralRoutes } from './referral/routes.ts'
import { moveReferrals } from './referral/store.ts'
import { sendingRoutes } from './sending/routes.ts'
import { keepTime } from './timer/jobs.ts'

/** Opens referrals: its records, its routes, its clock, and its ear for who works with whom. */
export async function openReferrals(
  platform: Platform,
  settings: ReferralsSettings,
): Promise<Deps> {
  const { now, newId, failpoint, lifecycle } = platform
  const { app, clientAs, eventsOf } = await createShell(platform, 'referrals')
  const db = await openServiceDatabase(platform, {
    service: 'referrals',
    url: settings.REFERRALS_DATABASE_URL,
    authToken: settings.REFERRALS_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const reads = createReadAudit({ db, now, log: app.log })
  lifecycle.opened('referrals reads', reads.close)
  const deps: Deps = {
    ...{ db, now, newId, reads, failpoint },
    workingDays: createWorkingDays(),
    peopleFor: (tenant) => clientAs(peopleApi, tenant),
    directoryFor: (tenant) => clientAs(directoryApi, tenant),
    identityFor: (tenant) => clientAs(identityApi, tenant),
    carePlansFor: (tenant) => clientAs(carePlansApi, tenant),
    linkKey: await platform.secret('link-key'),
  }
  sendingRoutes(app, deps)
  referralRoutes(app, deps)
  assignmentRoutes(app, deps)
  questionRoutes(app, deps)
  answerLinkRoutes(app, deps)
  outcomeRoutes(app, deps)
  attendanceRoutes(app, deps)
  ownRoutes(app, deps)
  noticeRoutes(app, deps)
  mountEvents(app, db.reader)
  mountOpenApi(app)
  const heard = [
    peopleEvents.relationshipStarted,
    peopleEvents.relationshipEnded,
    peopleEvents.personAccountLinked,
    peopleEvents.personMerged,
  ]
  const people = createConsumer({
    ...{ db, deps, log: app.log, handlers: relationshipHandlers(moveReferrals) },
    name: 'referrals',
    source: eventsOf(
      'people',
      heard.map(({ type }) => type),
    ),
    startAt: 'beginning',
  })
  const directory = createConsumer({
    ...{ db, deps, log: app.log, handlers: addressHandlers },
    name: 'referrals',
    source: eventsOf('directory', [directoryEvents.organisationEdited.type]),
    startAt: 'beginning',
  })
  const carePlans = createConsumer({
    ...{ db, deps, log: app.log, handlers: messageBackHandlers },
    name: 'referrals',
    source: eventsOf(
      'care-plans',
      messageBackHandlers.map(({ event }) => event.type),
    ),
    startAt: 'beginning',
  })
  const consumers = [people, directory, carePlans]
  keepHearing(platform, { service: 'referrals', consumers, log: app.log })
  keepTime(platform, deps)
  keepSessionsSwept(platform, deps)
  return deps
}
