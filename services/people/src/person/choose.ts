import { decide } from '@waymark/auth'
import {
  type Person,
  type ThreeIdentifiers,
  type WorkerRole,
  workerRoles,
} from '@waymark/contracts'
import { type Actor, AppError, hasRole, type UserActor } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import { countAttempt } from '../attempt/count.ts'
import type { Deps } from '../deps.ts'
import { worksWithNow } from '../relationship/start.ts'
import { findProved } from './find-proved.ts'
import { readPerson } from './read.ts'
import { foldName, userOf } from './rules.ts'
import { listAlike } from './store.ts'

/**
 * Finds one person by three identifiers and begins to work with them. Whatever is wrong, the answer
 * is the same; every try counts and is noted.
 */
export async function choosePerson(
  deps: Deps,
  actor: Actor,
  given: ThreeIdentifiers,
): Promise<Person> {
  const chooser = userOf(actor)
  const role = workerRoles.find((each) => hasRole(actor, each))
  const { allowed } = decide(actor, 'person.choose', { tenant: actor.tenant })
  if (!allowed || role === undefined) {
    throw new AppError('forbidden', 'Your role does not choose people.')
  }
  // Nothing is thrown inside: a try that found nobody is kept and counted too.
  const id = await deps.db.write((tx) => choose(tx, deps, chooser, { given, role }))
  if (id === null) {
    throw new AppError('notFound', 'We find nobody with those three. Check each, or register them.')
  }
  return readPerson(deps, actor, id)
}

async function choose(
  tx: Tx,
  deps: Deps,
  chooser: UserActor,
  { given, role }: { readonly given: ThreeIdentifiers; readonly role: WorkerRole },
): Promise<string | null> {
  const { tenant, userId } = chooser
  await countAttempt(tx, deps, chooser)
  const identifiers = { ...given, familyKey: foldName(given.familyName) }
  const alike = await listAlike(tx, tenant, identifiers)
  const by = given.nhsNumber === null ? 'postcode' : 'number'
  const proved = await findProved(tx, tenant, { given: identifiers, alike, by })
  if (proved === null) {
    await audit(tx, chooser, { action: 'person.soughtInVain', subject: userId })
    return null
  }
  await audit(tx, chooser, { action: 'person.chosen', subject: proved.id })
  await worksWithNow(tx, deps, chooser, { personId: proved.id, userId, role })
  return proved.id
}
