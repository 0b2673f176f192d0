import { directoryEvents, type Organisation, type OrganisationDetails } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { settleReadiness } from '../readiness/settle.ts'
import { changed, revisionOf } from './rules.ts'
import { getOrganisationToEdit, saveOrganisation } from './store.ts'

export interface OrganisationEdit {
  readonly id: string
  /** The version the editor read. */
  readonly version: number
  readonly details: OrganisationDetails
}

/** Changes what an organisation says of itself. */
export async function editOrganisation(
  deps: Deps,
  actor: Actor,
  edit: OrganisationEdit,
): Promise<Organisation> {
  return deps.db.write(async (tx) => {
    const found = await getOrganisationToEdit(tx, actor, edit.id, edit.version)
    const edited = changed({ ...found, ...edit.details }, deps.now())
    await saveOrganisation(tx, actor.tenant, edited)
    await record(tx, actor, directoryEvents.organisationEdited, revisionOf(edited))
    // Another address has yet to show that post reaches it.
    return settleReadiness(tx, actor, edited, deps.now())
  })
}
