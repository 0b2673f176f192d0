import type { Readiness } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { type KeptReadiness, type MailboxProof, tasksOf, triesLeft } from './rules.ts'
import { findNewestProof, getReadinessFor } from './store.ts'

/** What an organisation has done, and has yet to do, before it takes referrals. */
export async function readReadiness(
  deps: Deps,
  actor: Actor,
  organisationId: string,
): Promise<Readiness> {
  const { reader } = deps.db
  const action = 'organisation.readReadiness'
  const { organisation, kept } = await getReadinessFor(reader, actor, action, organisationId)
  const proof = await findNewestProof(reader, actor.tenant, organisationId)
  return {
    organisationId,
    readyForReferrals: organisation.readyForReferrals,
    tasks: tasksOf(organisation, kept),
    code: proof && codeOf(proof, organisation.email, deps.now()),
    terms: termsOf(kept),
    safeguardingContact: contactOf(kept),
    version: kept.version,
  }
}

function codeOf(proof: MailboxProof, email: string | null, now: Date): Readiness['code'] {
  const left = triesLeft(proof, email, now)
  return left > 0 ? { expiresAt: proof.expiresAt, triesLeft: left } : null
}

function termsOf({ termsVersion, termsAcceptedAt }: KeptReadiness): Readiness['terms'] {
  if (termsVersion === null || termsAcceptedAt === null) return null
  return { version: termsVersion, acceptedAt: termsAcceptedAt }
}

function contactOf(kept: KeptReadiness): Readiness['safeguardingContact'] {
  const { contactName: name, contactPhone: phone, contactEmail: email } = kept
  return name === null ? null : { name, phone, email }
}
