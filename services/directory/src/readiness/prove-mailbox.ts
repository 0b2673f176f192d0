import { isSameCode, oneTimeCode } from '@waymark/auth'
import type { Readiness } from '@waymark/contracts'
import { type Actor, conflict, invalid } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readReadiness } from './read.ts'
import { changed, codePurpose, triesLeft } from './rules.ts'
import { settleReadiness } from './settle.ts'
import { findNewestProof, getReadinessFor, saveKept, saveProof } from './store.ts'

interface GivenCode {
  readonly organisationId: string
  readonly code: string
}

/** Takes the code that came. A wrong one is counted; the fifth ends the code. */
export async function proveMailbox(deps: Deps, actor: Actor, given: GivenCode): Promise<Readiness> {
  // The refusal comes after the write: thrown inside, it would take back the counted try.
  const left = await deps.db.write((tx) => tryCode(deps, tx, actor, given))
  if (left !== null) throw wrongCode(left)
  return readReadiness(deps, actor, given.organisationId)
}

/** Null when the code was right, else how many tries are left. */
async function tryCode(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { organisationId, code }: GivenCode,
): Promise<number | null> {
  const { tenant } = actor
  const action = 'organisation.proveMailbox'
  const { organisation, kept } = await getReadinessFor(tx, actor, action, organisationId)
  const proof = await findNewestProof(tx, tenant, organisationId)
  const now = deps.now()
  const left = proof === null ? 0 : triesLeft(proof, organisation.email, now)
  if (proof === null || left <= 0) throw conflict('That code has ended. Ask for a new one.')
  const sent = oneTimeCode({ key: deps.linkKey, purpose: codePurpose, tenant, id: proof.id })
  if (!isSameCode(code, sent)) {
    await saveProof(tx, tenant, { ...proof, wrongTries: proof.wrongTries + 1 })
    await audit(tx, actor, { action: 'organisation.mailboxCodeWrong', subject: organisationId })
    return left - 1
  }
  const provedAt = now.toISOString()
  await saveProof(tx, tenant, { ...proof, provedAt })
  await saveKept(tx, tenant, changed({ ...kept, provedEmail: proof.email, provedAt }))
  await audit(tx, actor, { action: 'organisation.mailboxProved', subject: organisationId })
  await settleReadiness(tx, actor, organisation, now)
  return null
}

function wrongCode(left: number) {
  const tries = left === 1 ? 'one more try' : `${left} more tries`
  const detail =
    left === 0
      ? 'That is not the code, and it has ended now. Ask for a new one.'
      : `That is not the code. Look at the newest e-mail; you have ${tries}.`
  return invalid(detail, [{ pointer: '/code', detail }])
}
