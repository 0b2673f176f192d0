import { decide } from '@waymark/auth'
import type { GroupAssignment, GroupAssignmentSummary } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import { listAgreements } from '../agreement/store.ts'
import type { Deps } from '../deps.ts'
import { findReferral } from '../referral/store.ts'
import type { KeptAssignment } from './rules.ts'
import { getAssignmentFor, listForOrganisation } from './store.ts'
import { summariseForGroup, viewForGroup } from './view.ts'

const pageSize = 50

/** What was sent to a group that signs in, noted as read about the person. */
export async function readForGroup(deps: Deps, actor: Actor, id: string): Promise<GroupAssignment> {
  const { reader } = deps.db
  const assignment = await getAssignmentFor(reader, actor, 'assignment.read', id)
  await noteGroupRead(deps, actor, assignment)
  const look = { now: deps.now(), mayOpen: true }
  return viewForGroup(reader, actor.tenant, assignment, look)
}

/** Whose copy a group looked at, so that the person can see it did. */
export async function noteGroupRead(
  { db, reads }: Pick<Deps, 'db' | 'reads'>,
  actor: Actor,
  { id, referralId }: KeptAssignment,
): Promise<void> {
  const referral = await findReferral(db.reader, actor.tenant, referralId)
  if (referral === null) return
  const detail = { assignmentId: id }
  reads.note(actor, { action: 'assignment.read', subject: referral.personId, detail })
}

export interface GroupListAsked {
  readonly organisationId: string
  readonly page: number
}

/** What was sent to a group: what waits for it first, the oldest of it first. */
export async function listForGroup(
  deps: Deps,
  actor: Actor,
  { organisationId, page }: GroupListAsked,
) {
  const { tenant } = actor
  const { reader } = deps.db
  if (!decide(actor, 'assignment.read', { tenant, organisationId }).allowed) {
    throw notFound('group')
  }
  const scope = { tenant, organisationId, offset: (page - 1) * pageSize, limit: pageSize }
  const { total, contents } = await listForOrganisation(reader, scope)
  const ids = contents.map(({ id }) => id)
  const agreements = await listAgreements(reader, tenant, ids)
  const now = deps.now()
  const lines: GroupAssignmentSummary[] = contents.map((assignment) =>
    summariseForGroup(
      assignment,
      agreements.find(({ assignmentId }) => assignmentId === assignment.id),
      now,
    ),
  )
  for (const assignment of contents) await noteGroupRead(deps, actor, assignment)
  return {
    totalItems: total,
    totalPages: Math.ceil(total / pageSize),
    pageNumber: page,
    size: lines.length,
    contents: lines,
  }
}
