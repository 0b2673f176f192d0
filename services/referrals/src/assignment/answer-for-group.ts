import type { GroupAnswer, GroupAssignment } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { keepAnswer } from './answer.ts'
import { readForGroup } from './read-for-group.ts'
import { getAssignmentFor } from './store.ts'

/** The answer of a group that signs in. */
export async function answerForGroup(
  deps: Deps,
  actor: Actor,
  { id, answer }: { readonly id: string; readonly answer: GroupAnswer },
  once?: OnceKey,
): Promise<GroupAssignment> {
  await deps.db.writeOnce(once, async (tx) => {
    const assignment = await getAssignmentFor(tx, actor, 'assignment.answer', id)
    await keepAnswer(tx, deps, actor, { assignment, answer, told: null })
    return { id }
  })
  return readForGroup(deps, actor, id)
}
