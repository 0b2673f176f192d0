import { alreadyRunning, type Clock, invalid } from '@waymark/core'
import { and, eq, lt } from 'drizzle-orm'
import { isUniqueViolation } from './engine-errors.ts'
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
  await sweepIdempotencyKeys(tx, now)
  const kept = await findKept(tx, key)
  if (kept !== null) return { id: kept, repeated: true }
  const { id } = await work(tx)
  await keep(tx, key, { recordId: id, createdAt: now().toISOString() })
  return { id, repeated: false }
}

/** The record that a key has made; null when it made none. Throws `invalid` for another body. */
export async function findKept(reader: Reader, key: OnceKey): Promise<string | null> {
  const [kept] = await reader.select().from(idempotencyKeys).where(sameKey(key))
  if (kept === undefined) return null
  if (kept.bodyHash !== key.bodyHash) {
    throw invalid('This Idempotency-Key was already used for something else. Send a new one.')
  }
  return kept.recordId
}

/** Removes keys older than 72 hours. Gives how many. */
export async function sweepIdempotencyKeys(tx: Tx, now: Clock): Promise<number> {
  const oldest = new Date(now().getTime() - keptMs).toISOString()
  const result = await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest))
  return result.rowsAffected
}

async function keep(
  tx: Tx,
  key: OnceKey,
  made: { readonly recordId: string; readonly createdAt: string },
): Promise<void> {
  try {
    await tx.insert(idempotencyKeys).values({ ...key, ...made })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw alreadyRunning()
  }
}

function sameKey(key: OnceKey) {
  return and(
    eq(idempotencyKeys.tenant, key.tenant),
    eq(idempotencyKeys.actor, key.actor),
    eq(idempotencyKeys.route, key.route),
    eq(idempotencyKeys.key, key.key),
  )
}
