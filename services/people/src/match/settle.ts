import type { Match } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { userOf } from '../person/rules.ts'
import { mergeRecords } from './merge.ts'
import { type Answer, settle } from './rules.ts'
import { getMatchFor, saveSettled } from './store.ts'

/** Says whether two records are of one person. Same: the newer becomes the older. */
export async function settleMatch(
  deps: Deps,
  actor: Actor,
  id: string,
  answer: Answer,
): Promise<Match> {
  const { tenant, userId } = userOf(actor)
  return deps.db.write(async (tx) => {
    const found = await getMatchFor(tx, actor, 'match.settle', id)
    const settled = settle(found, answer, userId, deps.now())
    await saveSettled(tx, tenant, settled)
    await audit(tx, actor, { action: 'match.settled', subject: id, detail: { answer } })
    if (answer === 'same') await mergeRecords(tx, deps, actor, settled)
    return settled
  })
}
