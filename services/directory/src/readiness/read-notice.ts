import { decide, oneTimeCode } from '@waymark/auth'
import type { MailboxCodeNotice } from '@waymark/contracts'
import { type Actor, AppError, notFound } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getOrganisation } from '../organisation/store.ts'
import { codePurpose, triesLeft } from './rules.ts'
import { findProof } from './store.ts'

/** What to write to the mailbox, as of now. A code that has ended in any way is `gone`. */
export async function readMailboxCodeNotice(
  deps: Deps,
  actor: Actor,
  proofId: string,
): Promise<MailboxCodeNotice> {
  const { tenant } = actor
  if (!decide(actor, 'organisation.readNotice', { tenant }).allowed) throw notFound('notice')
  const { reader } = deps.db
  const proof = await findProof(reader, tenant, proofId)
  if (proof === null) throw notFound('notice')
  const { email, name } = await getOrganisation(reader, tenant, proof.organisationId)
  if (triesLeft(proof, email, deps.now()) <= 0) {
    throw new AppError('gone', 'That code is not to be sent any more.')
  }
  return {
    to: proof.email,
    organisationName: name,
    code: oneTimeCode({ key: deps.linkKey, purpose: codePurpose, tenant, id: proofId }),
    expiresAt: proof.expiresAt,
  }
}
