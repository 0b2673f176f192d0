import { type Entry, peopleApi, type Registration } from '@waymark/contracts'
import type { Role } from '@waymark/core'
import { createLogger } from '@waymark/runtime'
import { aRegistration, callersOf, openTestPlatform } from '@waymark/testing'
import { openPeople } from './app.ts'

/** A user id like any other, by a number below 100. */
export function testUser(number: number): string {
  return `01900000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`
}

const users = { priya: testUser(1), kofi: testUser(2), elin: testUser(3), leila: testUser(4) }

/** People alone, in a folder of its own, with clients for a small team and every kind of caller. */
export async function startPeople(given: Parameters<typeof openTestPlatform>[0] = {}) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const logged: string[] = []
  const destination = { write: (line: string) => void logged.push(line) }
  const log = createLogger({ service: 'waymark', level: 'debug', destination })
  const deps = await openPeople({ ...platform, log }, {})
  const as = callersOf(platform, peopleApi)
  const user = (role: Role, userId: string) => as.user(role, { userId })
  return {
    deps,
    platform,
    clock,
    as,
    user,
    /** Every line of the log so far. */
    logged,
    ids: users,
    priya: user('linkWorker', users.priya),
    kofi: user('healthCoach', users.kofi),
    elin: user('careCoordinator', users.elin),
    leila: user('practitioner', users.leila),
    farah: user('teamLead', testUser(5)),
    referrals: as.service('referrals'),
    carePlans: as.service('care-plans'),
    stop,
  }
}

export type StartedPeople = Awaited<ReturnType<typeof startPeople>>

/** Whose record an entry became: told only to who works with that person. */
export function personIdOf({ personId }: Entry): string {
  if (personId === null) throw new Error('This entry does not tell its registrant whose it is.')
  return personId
}

/** Registers somebody as Priya, who works with them from then on. */
export async function registerAsPriya(
  { priya }: StartedPeople,
  given: Partial<Registration> = {},
): Promise<string> {
  return personIdOf(await priya.registerPerson({ body: aRegistration(given) }))
}
