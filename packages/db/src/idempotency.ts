import { alreadyRunning, type Clock, invalid } from '@waymark/core'
import { and, eq, gte, lt } from 'drizzle-orm'
import { idempotencyKeys } from './tables.ts'
import { type Reader, recorderOf, type Tx } from './transaction.ts'

/** An `Idempotency-Key` in its scope, and a hash of the body it came with. */
export interface OnceKey {
  readonly tenant: string
  readonly actor: string
  readonly route: string
  readonly key: string
  readonly bodyHash: string
}

export interface OnceResult {
  readonly id: string
  /** True when the act was done before: read the record again, by the caller's own right. */
  readonly repeated: boolean
}

const keptMs = 72 * 60 * 60 * 1000

/** Looks the key up, else does the work and keeps the id of the record it made. One transaction. */
export async function once(
  tx: Tx,
  key: OnceKey,
  work: (tx: Tx) => Promise<{ id: string }>,
): Promise<OnceResult> {
  const { now } = recorderOf(tx)
  const kept = await findKept(tx, key, now)
  if (kept !== null) return { id: kept, repeated: true }
  const { id } = await work(tx)
  await keep(tx, { ...key, recordId: id, createdAt: now().toISOString() }, oldestKept(now))
  return { id, repeated: false }
}

/** The record that a key has made; null when it made none. Throws `invalid` for another body. */
export async function findKept(reader: Reader, key: OnceKey, now: Clock): Promise<string | null> {
  const [kept] = await reader
    .select()
    .from(idempotencyKeys)
    .where(and(sameKey(key), gte(idempotencyKeys.createdAt, oldestKept(now))))
  if (kept === undefined) return null
  if (kept.bodyHash !== key.bodyHash) {
    throw invalid('This Idempotency-Key was already used for something else. Send a new one.')
  }
  return kept.recordId
}

/** Removes keys older than 72 hours. Gives how many. */
export async function sweepIdempotencyKeys(tx: Tx, now: Clock): Promise<number> {
  const isOld = lt(idempotencyKeys.createdAt, oldestKept(now))
  const result = await tx.delete(idempotencyKeys).where(isOld)
  return result.rowsAffected
}

function oldestKept(now: Clock): string {
  return new Date(now().getTime() - keptMs).toISOString()
}

type Kept = typeof idempotencyKeys.$inferInsert

/** In the place of one that is too old, should it not be swept away yet. */
async function keep(tx: Tx, kept: Kept, oldest: string): Promise<void> {
  const { tenant, actor, route, key } = idempotencyKeys
  const { rowsAffected } = await tx
    .insert(idempotencyKeys)
    .values(kept)
    .onConflictDoUpdate({
      target: [tenant, actor, route, key],
      set: kept,
      setWhere: lt(idempotencyKeys.createdAt, oldest),
    })
  if (rowsAffected === 0) throw alreadyRunning()
}

function sameKey(key: OnceKey) {
  return and(
    eq(idempotencyKeys.tenant, key.tenant),
    eq(idempotencyKeys.actor, key.actor),
    eq(idempotencyKeys.route, key.route),
    eq(idempotencyKeys.key, key.key),
  )
}
