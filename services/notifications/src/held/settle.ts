import { demand } from '@waymark/auth'
import type { Actor } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { countHeld, settleAll } from './store.ts'

/** How many notices wait for whoever restored the ledger. */
export async function readHeld({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<{ held: number }> {
  const { tenant } = actor
  demand(actor, 'notice.read', { tenant }, { what: 'notice', see: 'notice.read' })
  return { held: await countHeld(db.reader, tenant) }
}

/** Sends them after all, each once its owner says that it still holds, or drops them. */
export async function settleHeld(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  as: 'send' | 'drop',
): Promise<{ settled: number }> {
  const { tenant } = actor
  demand(actor, 'notice.replay', { tenant }, { what: 'notice', see: 'notice.read' })
  return db.write(async (tx) => {
    const settled = await settleAll(tx, tenant, { as, at: now().toISOString() })
    await audit(tx, actor, { action: 'notices.released', subject: '', detail: { as, settled } })
    return { settled }
  })
}
