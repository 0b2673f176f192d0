import { carePlansApi } from '@waymark/contracts'
import type { Role } from '@waymark/core'
import { createLogger } from '@waymark/runtime'
import { callersOf, openTestPlatform } from '@waymark/testing'
import { openCarePlans } from './app.ts'
import { standInIdentity, standInPeople } from './testing/stand-in-people.ts'
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
  surgery: testId(14),
  referral: testId(21),
  winstons: testId(22),
} as const

/** Where an e-mail to Margaret may go. */
export const margaretsAddress = 'margaret@home.example'

/** Care-plans alone, with Margaret, who signs in herself, and Priya, who works with her. */
export async function startCarePlans(given: Parameters<typeof openTestPlatform>[0] = {}) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const logged: string[] = []
  const destination = { write: (line: string) => void logged.push(line) }
  const log = createLogger({ service: 'waymark', level: 'debug', destination })
  const people = await standInPeople(platform)
  const identity = await standInIdentity(platform)
  const referrals = await standInReferrals(platform)
  referrals.referrals.set(ids.referral, { personId: ids.margaret })
  referrals.referrals.set(ids.winstons, { personId: ids.winston })
  identity.referrers.set(ids.priya, {
    ...{ userId: ids.priya, name: 'Priya Shah' },
    workplace: { id: ids.surgery, name: 'Vale Surgery', phone: '01632 960 160', odsCode: null },
  })
  people.safeEmails.set(ids.margaret, margaretsAddress)
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
    ...{ deps, platform, clock, as, user, ids, people, identity, referrals, logged, hear, stop },
    priya: user('linkWorker', ids.priya),
    kofi: user('healthCoach', ids.kofi),
    leila: user('practitioner', ids.leila),
    margaret: user('person', ids.margaretsAccount),
  }
}

export type StartedCarePlans = Awaited<ReturnType<typeof startCarePlans>>
