import type { LinkedAssignment } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { noteGroupRead } from '../assignment/read-for-group.ts'
import { viewForGroup } from '../assignment/view.ts'
import type { Deps } from '../deps.ts'
import { hasEnded } from '../outcome/rules.ts'
import { type GivenSession, openSession } from './open.ts'
import { codeStateOf } from './rules.ts'
import { findNewestCode } from './store.ts'

/** What a link's session shows, noted as read about the person. */
export async function readLinked(
  deps: Deps,
  actor: Actor,
  given: GivenSession,
): Promise<LinkedAssignment> {
  const { tenant } = actor
  const { reader } = deps.db
  const { assignment, holder, session } = await openSession(deps, reader, actor, given)
  await noteGroupRead(deps, holder, assignment)
  const now = deps.now()
  const code = await findNewestCode(reader, tenant, session.id)
  const look = { now, mayOpen: session.provedAt !== null }
  const shown = await viewForGroup(reader, tenant, assignment, look)
  const isOver = hasEnded(shown.outcomes)
  return {
    assignment: shown,
    code: codeStateOf({ assignment, isOver, session, code }, now),
  }
}
