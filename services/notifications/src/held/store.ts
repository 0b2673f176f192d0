import { noticeState } from '@waymark/contracts'
import type { Reader, RestoredNow, Tx } from '@waymark/db'
import { and, eq, gte, inArray } from 'drizzle-orm'
import { transitions } from '../notice/rules.ts'
import { noticeTable } from '../notice/tables.ts'
import { heldTable } from './tables.ts'

/** Why a notice is put aside that may have gone out before its ledger was restored. */
export const restored = 'restored'

const waiting = noticeState.options.filter((state) => transitions[state].hold !== undefined)

/** Puts aside everything that waits, of every tenant, and whatever is yet heard of until now. */
export async function holdAll(tx: Tx, { at, tenants }: RestoredNow): Promise<void> {
  const until = at.toISOString()
  for (const tenant of tenants) {
    await tx.insert(heldTable).values({ tenant, askedUntil: until }).onConflictDoNothing()
  }
  await tx
    .update(noticeTable)
    .set({ state: 'parked', reason: restored, settledAt: until })
    .where(inArray(noticeTable.state, waiting))
}

/** Whether what was asked for then may have gone out before the ledger was restored. */
export async function isHeld(reader: Reader, tenant: string, askedAt: string): Promise<boolean> {
  const since = and(eq(heldTable.tenant, tenant), gte(heldTable.askedUntil, askedAt))
  return (await reader.$count(heldTable, since)) > 0
}

const held = (tenant: string) =>
  and(
    eq(noticeTable.tenant, tenant),
    eq(noticeTable.state, 'parked'),
    eq(noticeTable.reason, restored),
  )

export function countHeld(reader: Reader, tenant: string): Promise<number> {
  return reader.$count(noticeTable, held(tenant))
}

/** Lets all of them go, or drops them. Gives how many. */
export async function settleAll(
  tx: Tx,
  tenant: string,
  { as, at }: { readonly as: 'send' | 'drop'; readonly at: string },
): Promise<number> {
  const anew = { attempt: 0, doubts: 0, dueAt: at, reason: null, settledAt: null }
  const change =
    as === 'send'
      ? { ...anew, state: 'due' as const }
      : { state: 'dropped' as const, settledAt: at }
  const result = await tx.update(noticeTable).set(change).where(held(tenant))
  return result.rowsAffected
}
