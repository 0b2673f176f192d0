import { directoryEvents, type Readiness } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import { record } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readReadiness } from './read.ts'
import { allowCode, codesSince, newProof } from './rules.ts'
import { countProofs, getReadinessFor, replaceProof } from './store.ts'

/** Has a code sent to the address on file. An earlier code ends. */
export async function askMailboxCode(
  deps: Deps,
  actor: Actor,
  organisationId: string,
): Promise<Readiness> {
  const { tenant } = actor
  await deps.db.write(async (tx) => {
    const action = 'organisation.proveMailbox'
    const { organisation, kept } = await getReadinessFor(tx, actor, action, organisationId)
    const { email } = organisation
    if (email === null) throw conflict('There is no e-mail address on file yet. Add one first.')
    if (email === kept.provedEmail) throw conflict('That address is already proved.')
    const now = deps.now()
    allowCode(await countProofs(tx, tenant, organisationId, codesSince(now)))
    const proof = newProof({ id: deps.newId(), organisationId, email }, now)
    await replaceProof(tx, tenant, proof)
    const asked = { organisationId, proofId: proof.id }
    await record(tx, actor, directoryEvents.organisationCodeAsked, asked)
  })
  return readReadiness(deps, actor, organisationId)
}
