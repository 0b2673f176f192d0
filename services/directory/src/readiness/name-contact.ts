import type { Readiness, SafeguardingContact } from '@waymark/contracts'
import { type Actor, stale } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readReadiness } from './read.ts'
import { changed } from './rules.ts'
import { settleReadiness } from './settle.ts'
import { getReadinessFor, saveKept } from './store.ts'

interface NamedContact {
  readonly organisationId: string
  /** The version of the readiness that was read. */
  readonly version: number
  readonly contact: SafeguardingContact
}

/** Keeps whom to ring when somebody may be in danger of harm. Never public. */
export async function nameSafeguardingContact(
  deps: Deps,
  actor: Actor,
  { organisationId, version, contact }: NamedContact,
): Promise<Readiness> {
  await deps.db.write(async (tx) => {
    const action = 'organisation.nameContact'
    const { organisation, kept } = await getReadinessFor(tx, actor, action, organisationId)
    if (kept.version !== version) throw stale('safeguarding contact')
    const { name: contactName, phone: contactPhone, email: contactEmail } = contact
    const named = changed({ ...kept, contactName, contactPhone, contactEmail })
    await saveKept(tx, actor.tenant, named)
    await audit(tx, actor, { action: 'organisation.contactNamed', subject: organisationId })
    await settleReadiness(tx, actor, organisation, deps.now())
  })
  return readReadiness(deps, actor, organisationId)
}
