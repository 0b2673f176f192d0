import type { NoticeLine } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { asLine } from './list.ts'
import { stateAfter } from './rules.ts'
import { getNoticeFor, saveReplay } from './store.ts'

/** Begins a notice that was put aside anew. Throws `conflict` for one in any other state. */
export async function replayNotice(
  { db, now }: Deps,
  actor: Actor,
  id: string,
): Promise<NoticeLine> {
  return db.write(async (tx) => {
    const parked = await getNoticeFor(tx, actor, 'notice.replay', id)
    stateAfter(parked.state, 'replay')
    await saveReplay(tx, parked, now())
    await audit(tx, actor, { action: 'notice.replayed', subject: id })
    return asLine(await getNoticeFor(tx, actor, 'notice.read', id))
  })
}
