import type { Readiness } from '@waymark/contracts'
import { type Actor, actorKey } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readReadiness } from './read.ts'
import { acceptTerms } from './rules.ts'
import { settleReadiness } from './settle.ts'
import { getReadinessFor, saveKept } from './store.ts'

/** Records that the organisation accepts the terms: which version, who, and when. */
export async function acceptReferralTerms(
  deps: Deps,
  actor: Actor,
  { organisationId, version }: { readonly organisationId: string; readonly version: string },
): Promise<Readiness> {
  await deps.db.write(async (tx) => {
    const action = 'organisation.acceptTerms'
    const { organisation, kept } = await getReadinessFor(tx, actor, action, organisationId)
    const now = deps.now()
    await saveKept(tx, actor.tenant, acceptTerms(kept, { version, by: actorKey(actor) }, now))
    await audit(tx, actor, {
      action: 'organisation.termsAccepted',
      subject: organisationId,
      detail: { version },
    })
    await settleReadiness(tx, actor, organisation, now)
  })
  return readReadiness(deps, actor, organisationId)
}
