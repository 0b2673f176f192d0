import { identityApi, peopleApi, peopleEvents, type Referrer } from '@waymark/contracts'
import { AppError, notFound } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mount, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'

/** Owns people, on the real contract and a real event log: services do not import each other. */
export async function standInPeople(platform: Platform) {
  const { app } = await createShell(platform, 'people')
  const db = await openServiceDatabase(platform, { service: 'people', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'people' } as const
  const safeEmails = new Map<string, string>()
  const state = {
    isAway: false,
    asked: 0,
    /** Runs before each address is given. */
    beforeEmail: async (): Promise<void> => {},
  }
  mount(app, peopleApi.routes.readSafeEmail, async ({ body: { personId } }) => {
    if (state.isAway) throw new AppError('unavailable', 'People is away.')
    state.asked += 1
    await state.beforeEmail()
    const to = safeEmails.get(personId)
    if (to === undefined) throw new AppError('gone', 'No e-mail to them is safe.')
    return { personId, to }
  })
  mountEvents(app, db.reader)
  const role = 'linkWorker' as const
  return {
    safeEmails,
    state,
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

/** Owns names and workplaces. */
export async function standInIdentity(platform: Platform) {
  const { app } = await createShell(platform, 'identity')
  const referrers = new Map<string, Referrer>()
  mount(app, identityApi.routes.readReferrer, async ({ params }) => {
    const found = referrers.get(params.id)
    if (found === undefined) throw notFound('account')
    return found
  })
  return { referrers }
}
