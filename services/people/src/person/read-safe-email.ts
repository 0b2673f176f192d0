import type { SafeEmail } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { safeEmailOf } from './rules.ts'
import { getPersonFor } from './store.ts'

/** Where an e-mail to a person may go, as they answered when asked. Noted once it is given. */
export async function readSafeEmail(
  { db, reads }: Pick<Deps, 'db' | 'reads'>,
  actor: Actor,
  id: string,
): Promise<SafeEmail> {
  const person = await getPersonFor(db.reader, actor, 'person.readSafeEmail', id)
  const to = safeEmailOf(person)
  reads.note(actor, { action: 'person.safeEmailRead', subject: person.id })
  return { personId: person.id, to }
}
