import { carePlansEvents } from '@waymark/contracts'
import { type Actor, londonDay } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import { personOf } from '@waymark/relationships'
import type { Deps } from '../deps.ts'
import { findOpen } from './rules.ts'
import { insertNews, keepItems, listNewsOf, listWaiting } from './store.ts'

interface Arrived {
  readonly personId: string
  /** What is to be told of, as far as it waits for the person. */
  readonly suggestionIds: readonly string[]
}

/**
 * Has the person told that there is something new, in the write that brought it. What comes while
 * something of the same day still waits is told by the same e-mail.
 */
export async function makeNews(
  tx: Tx,
  { now, newId }: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  { personId, suggestionIds }: Arrived,
): Promise<void> {
  const { tenant } = actor
  if (suggestionIds.length === 0 || (await isThemself(tx, actor, personId))) return
  const waiting = await listWaiting(tx, tenant, personId)
  const items = suggestionIds.flatMap((suggestionId) => {
    const { revision } = waiting.get(suggestionId) ?? {}
    return revision === undefined ? [] : { suggestionId, revision }
  })
  if (items.length === 0) return
  const madeAt = now()
  const madeOn = londonDay(madeAt)
  const open = findOpen(await listNewsOf(tx, { tenant, personId, madeOn }), waiting)
  if (open !== undefined) {
    await keepItems(tx, tenant, { id: open.id, items })
    return
  }
  const id = newId()
  await insertNews(tx, { id, tenant, personId, madeOn, madeAt: madeAt.toISOString() })
  await keepItems(tx, tenant, { id, items })
  await record(tx, actor, carePlansEvents.newsMade, { newsId: id })
}

/** Whoever links it to their own goal has it before them. */
async function isThemself(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  return actor.kind === 'user' && (await personOf(tx, actor)) === personId
}
