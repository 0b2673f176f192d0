import { type Person, type PersonDetails, peopleEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { raiseMatches } from '../match/raise.ts'
import { changed, changedFields, checkDays, identifiersOf, userOf } from './rules.ts'
import { getReadVersion, listAlike, type ReadVersion, savePerson } from './store.ts'

/** Changes who somebody is. Looking like somebody else from now on, the team is asked about it. */
export async function editPerson(
  deps: Deps,
  actor: Actor,
  read: ReadVersion,
  details: PersonDetails,
): Promise<Person> {
  const editor = userOf(actor)
  return deps.db.write(async (tx) => {
    const found = await getReadVersion(tx, actor, read)
    const edited = changed({ ...found, ...details }, deps.now())
    checkDays({ ...details, contact: null }, deps.now())
    await savePerson(tx, actor.tenant, edited)
    const person = { ...identifiersOf(edited), id: edited.id }
    const alike = await listAlike(tx, actor.tenant, person)
    await raiseMatches(tx, deps, editor, { person, alike })
    const told = { personId: edited.id, revision: edited.version }
    const fields = changedFields(found, edited)
    await record(tx, actor, peopleEvents.personChanged, told, { fields })
    return edited
  })
}
