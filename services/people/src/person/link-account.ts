import { type Person, peopleEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { withAccount } from './rules.ts'
import { getPersonFor, savePerson } from './store.ts'

/**
 * Lets somebody read their own record with their account, or no more. Not the record itself. Said
 * again, nothing changes.
 */
export async function linkAccount(
  deps: Deps,
  actor: Actor,
  id: string,
  accountId: string | null,
): Promise<Pick<Person, 'id' | 'accountId'>> {
  const before = await getPersonFor(deps.db.reader, actor, 'person.linkAccount', id)
  if (before.accountId === accountId) return { id, accountId }
  return deps.db.write(async (tx) => {
    const found = await getPersonFor(tx, actor, 'person.linkAccount', id)
    const linked = withAccount(found, accountId, deps.now())
    await savePerson(tx, actor.tenant, linked)
    const told = { personId: linked.id, revision: linked.version }
    await record(tx, actor, peopleEvents.personChanged, told, { fields: ['accountId'] })
    await record(tx, actor, peopleEvents.personAccountLinked, { ...told, accountId })
    return { id: linked.id, accountId }
  })
}
