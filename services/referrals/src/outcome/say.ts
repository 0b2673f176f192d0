import type { GroupAssignment, LinkedAssignment, OutcomeGiven } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { OnceKey, Reader } from '@waymark/db'
import { getAgreement } from '../agreement/store.ts'
import { type GivenSession, openSession } from '../answer-link/open.ts'
import { readLinked } from '../answer-link/read-linked.ts'
import { readForGroup } from '../assignment/read-for-group.ts'
import type { KeptAssignment } from '../assignment/rules.ts'
import { getAssignmentFor } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { type Corrected, keepCorrection, keepReport } from './keep.ts'
import { demandReports } from './rules.ts'
import { getOutcome } from './store.ts'

/** The group's part of which it may still say something: it said yes, and sharing goes on. */
export async function getReporting(
  { now }: Pick<Deps, 'now'>,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<KeptAssignment> {
  const assignment = await getAssignmentFor(reader, actor, 'assignment.report', id)
  demandReports(assignment, await getAgreement(reader, actor.tenant, id), now())
  return assignment
}

/** What happened, said by a group that signs in. */
export async function reportForGroup(
  deps: Deps,
  actor: Actor,
  { id, outcome: given }: { readonly id: string; readonly outcome: OutcomeGiven },
  once?: OnceKey,
): Promise<GroupAssignment> {
  await deps.db.writeOnce(once, async (tx) => {
    const assignment = await getReporting(deps, tx, actor, id)
    await keepReport(tx, deps, actor, { assignment, given, source: 'account', told: null })
    return { id }
  })
  deps.failpoint('outcome.said')
  return readForGroup(deps, actor, id)
}

/** A correction by a group that signs in. */
export async function correctForGroup(
  deps: Deps,
  actor: Actor,
  correction: Corrected,
  once?: OnceKey,
): Promise<GroupAssignment> {
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const { assignmentId } = await getOutcome(tx, actor.tenant, correction.outcomeId)
    const assignment = await getReporting(deps, tx, actor, assignmentId)
    await keepCorrection(tx, deps, actor, {
      ...{ assignment, correction, source: 'account', told: null },
    })
    return { id: assignmentId }
  })
  return readForGroup(deps, actor, id)
}

export type LinkedReport = GivenSession & { readonly outcome: OutcomeGiven }

/** What happened, said by the link. */
export async function reportLinked(
  deps: Deps,
  actor: Actor,
  { outcome: given, ...session }: LinkedReport,
  once?: OnceKey,
): Promise<LinkedAssignment> {
  await deps.db.writeOnce(once, async (tx) => {
    const { holder } = await openSession(deps, tx, actor, session)
    const assignment = await getReporting(deps, tx, holder, holder.recordId)
    await keepReport(tx, deps, holder, { assignment, given, source: 'link', told: null })
    return { id: assignment.id }
  })
  return readLinked(deps, actor, session)
}

/** A correction by the link: of what was said of this very part. */
export async function correctLinked(
  deps: Deps,
  actor: Actor,
  { token, session: secret, ...correction }: GivenSession & Corrected,
  once?: OnceKey,
): Promise<LinkedAssignment> {
  const session = { token, session: secret }
  await deps.db.writeOnce(once, async (tx) => {
    const { holder } = await openSession(deps, tx, actor, session)
    const assignment = await getReporting(deps, tx, holder, holder.recordId)
    const { assignmentId } = await getOutcome(tx, actor.tenant, correction.outcomeId)
    if (assignmentId !== assignment.id) throw notFound('report')
    await keepCorrection(tx, deps, holder, {
      ...{ assignment, correction, source: 'link', told: null },
    })
    return { id: assignment.id }
  })
  return readLinked(deps, actor, session)
}
