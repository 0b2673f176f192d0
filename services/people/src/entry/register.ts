import { decide } from '@waymark/auth'
import { type Entry, peopleEvents, type Registration } from '@waymark/contracts'
import { type Actor, AppError, type UserActor } from '@waymark/core'
import { type OnceKey, record, type Tx } from '@waymark/db'
import { countAttempt } from '../attempt/count.ts'
import type { Deps } from '../deps.ts'
import { raiseMatches } from '../match/raise.ts'
import { findProved } from '../person/find-proved.ts'
import { checkDays, identifiersOf, newPerson, userOf } from '../person/rules.ts'
import { insertPerson, listAlike } from '../person/store.ts'
import { worksWithNow } from '../relationship/start.ts'
import { registrantRoleOf, worksWithPeople } from './rules.ts'
import { getEntryFor, insertEntry } from './store.ts'

/**
 * Registers a person. Number, birth date and family name together attach the entry to whom they
 * prove; anything less makes a new record, and the team is asked about everybody it may be. The
 * answer is the registrant's own entry either way.
 */
export async function registerPerson(
  deps: Deps,
  actor: Actor,
  given: Registration,
  once?: OnceKey,
): Promise<Entry> {
  const registrant = userOf(actor)
  if (!decide(actor, 'person.register', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Your role does not register people.')
  }
  checkDays(given, deps.now())
  // Minted first: the seed finds by its id whom it has registered before.
  const ids = { person: deps.newId(), entry: deps.newId() }
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    await countAttempt(tx, deps, registrant)
    const { id: personId, version } = await findOrMake(tx, deps, registrant, {
      given,
      id: ids.person,
    })
    await keepEntry(tx, deps, registrant, { given, id: ids.entry, personId, revision: version })
    return { id: ids.entry }
  })
  return (await getEntryFor(deps.db.reader, actor, id)).entry
}

interface Given {
  readonly given: Registration
  readonly id: string
}

async function findOrMake(
  tx: Tx,
  deps: Deps,
  registrant: UserActor,
  { given, id }: Given,
): Promise<{ readonly id: string; readonly version: number }> {
  const { tenant } = registrant
  const identifiers = identifiersOf(given)
  const alike = await listAlike(tx, tenant, identifiers)
  const proved = await findProved(tx, tenant, { given: identifiers, alike, by: 'number' })
  if (proved !== null) return proved
  const made = newPerson(id, given, deps.now())
  await insertPerson(tx, tenant, made)
  await raiseMatches(tx, deps, registrant, { person: { ...identifiers, id }, alike })
  return made
}

interface Attached extends Given {
  readonly personId: string
  readonly revision: number
}

async function keepEntry(
  tx: Tx,
  deps: Deps,
  registrant: UserActor,
  { given: typed, id, personId, revision }: Attached,
): Promise<void> {
  const { tenant, userId } = registrant
  const role = registrantRoleOf(registrant)
  const registeredAt = deps.now().toISOString()
  await insertEntry(tx, tenant, { id, personId, typed, registeredBy: userId, role, registeredAt })
  const told = { personId, entryId: id, revision }
  await record(tx, registrant, peopleEvents.personRegistered, told)
  if (!worksWithPeople(role)) return
  await worksWithNow(tx, deps, registrant, { personId, userId, role })
}
