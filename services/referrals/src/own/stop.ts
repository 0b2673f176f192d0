import type { OwnReferral } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import type { OnceKey, Reader } from '@waymark/db'
import { withdrawAssignment } from '../assignment/end.ts'
import { isRunning, type KeptAssignment } from '../assignment/rules.ts'
import { findAssignment, listAssignments } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import type { KeptReferral } from '../referral/rules.ts'
import { findReferral, listReferralsOf } from '../referral/store.ts'
import { findOwnPerson } from './find.ts'
import { listOwnReferrals, viewOwn } from './list.ts'

/** The person stops sharing with one group, which sees nothing from this write on. */
export async function stopOwnSharing(
  deps: Deps,
  actor: Actor,
  id: string,
  once?: OnceKey,
): Promise<OwnReferral> {
  const { tenant } = actor
  await deps.db.writeOnce(once, async (tx) => {
    const { assignment } = await getOwnPart(tx, actor, id)
    if (!isRunning(assignment.state)) throw conflict('They see nothing of you any more.')
    await withdrawAssignment(tx, deps, actor, assignment)
    return { id }
  })
  const { referral } = await getOwnPart(deps.db.reader, actor, id)
  return viewOwn(deps, deps.db.reader, tenant, referral)
}

/** The person stops sharing with every group, in one write. */
export async function stopAllOwnSharing(
  deps: Deps,
  actor: Actor,
  once?: OnceKey,
): Promise<{ contents: OwnReferral[] }> {
  const { tenant } = actor
  await deps.db.writeOnce(once, async (tx) => {
    const personId = await findOwnPerson(tx, actor)
    if (personId === null) throw notFound('record')
    for (const { id } of await listReferralsOf(tx, tenant, { personId })) {
      const parts = await listAssignments(tx, tenant, id)
      for (const part of parts.filter(({ state }) => isRunning(state))) {
        await withdrawAssignment(tx, deps, actor, part)
      }
    }
    return { id: personId }
  })
  return listOwnReferrals(deps, actor)
}

interface OwnKept {
  readonly assignment: KeptAssignment
  readonly referral: KeptReferral
}

/** A group's part that is about whoever asks; any other does not exist for them. */
async function getOwnPart(reader: Reader, actor: Actor, id: string): Promise<OwnKept> {
  const { tenant } = actor
  const personId = await findOwnPerson(reader, actor)
  const assignment = await findAssignment(reader, tenant, id)
  const referral = assignment && (await findReferral(reader, tenant, assignment.referralId))
  if (assignment === null || referral === null || referral.personId !== personId) {
    throw notFound('referral')
  }
  return { assignment, referral }
}
