import { type ContactDetails, type Person, peopleEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { changed, checkAsked } from './rules.ts'
import { getReadVersion, type ReadVersion, savePerson } from './store.ts'

/** Says how to reach somebody safely, as they answered when they were asked. */
export async function setContact(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  contact: ContactDetails,
): Promise<Person> {
  return deps.db.write(async (tx) => {
    const found = await getReadVersion(tx, actor, read)
    checkAsked(contact, deps.now())
    const edited = changed({ ...found, contact }, deps.now())
    await savePerson(tx, actor.tenant, edited)
    const told = { personId: edited.id, revision: edited.version }
    await record(tx, actor, peopleEvents.personContactChanged, told)
    return edited
  })
}
