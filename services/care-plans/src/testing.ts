import { carePlansApi, peopleEvents } from '@waymark/contracts'
import type { Role } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'
import { createLogger } from '@waymark/runtime'
import { callersOf, openTestPlatform } from '@waymark/testing'
import { openCarePlans } from './app.ts'
import { standInReferrals } from './testing/stand-in-referrals.ts'

/** An id like any other, by a number below 100. */
export function testId(number: number): string {
  return `01900000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`
}

const ids = {
  priya: testId(1),
  kofi: testId(2),
  leila: testId(3),
  margaretsAccount: testId(4),
  margaret: testId(11),
  winston: testId(12),
  priyaWithMargaret: testId(13),
  referral: testId(21),
  winstons: testId(22),
} as const

/** Owns people, on a real event log: services do not import each other. */
async function standInPeople(platform: Platform) {
  const { app } = await createShell(platform, 'people')
  const db = await openServiceDatabase(platform, { service: 'people', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'people' } as const
  mountEvents(app, db.reader)
  const role = 'linkWorker' as const
  return {
    tellStarted: (given: { relationshipId: string; personId: string; userId: string }) =>
      db.write((tx) => record(tx, actor, peopleEvents.relationshipStarted, { ...given, role })),
    tellEnded: (given: { relationshipId: string; personId: string; userId: string }) =>
      db.write((tx) => record(tx, actor, peopleEvents.relationshipEnded, given)),
    tellAccount: (personId: string, accountId: string | null, revision: number) =>
      db.write((tx) =>
        record(tx, actor, peopleEvents.personAccountLinked, { personId, accountId, revision }),
      ),
    tellMerged: (from: string, to: string) =>
      db.write((tx) => record(tx, actor, peopleEvents.personMerged, { from, to, revision: 2 })),
  }
}

/** Care-plans alone, with Margaret, who signs in herself, and Priya, who works with her. */
export async function startCarePlans(given: Parameters<typeof openTestPlatform>[0] = {}) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const logged: string[] = []
  const destination = { write: (line: string) => void logged.push(line) }
  const log = createLogger({ service: 'waymark', level: 'debug', destination })
  const people = await standInPeople(platform)
  const referrals = await standInReferrals(platform)
  referrals.referrals.set(ids.referral, { personId: ids.margaret })
  referrals.referrals.set(ids.winstons, { personId: ids.winston })
  const { priya: userId, margaret: personId, priyaWithMargaret: relationshipId } = ids
  await people.tellStarted({ relationshipId, personId, userId })
  await people.tellAccount(personId, ids.margaretsAccount, 2)
  const deps = await openCarePlans({ ...platform, log }, {})
  const as = callersOf(platform, carePlansApi)
  const user = (role: Role, userId: string) => as.user(role, { userId })
  const hear = async () => {
    platform.queue.nudge('care-plans-inbox')
    await platform.queue.drained()
  }
  await hear()
  return {
    ...{ deps, platform, clock, as, user, ids, people, referrals, logged, hear, stop },
    priya: user('linkWorker', ids.priya),
    kofi: user('healthCoach', ids.kofi),
    leila: user('practitioner', ids.leila),
    margaret: user('person', ids.margaretsAccount),
  }
}

export type StartedCarePlans = Awaited<ReturnType<typeof startCarePlans>>
