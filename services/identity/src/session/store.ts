import type { Reader, Tx } from '@waymark/db'
import { and, count, eq, gt, inArray, lt } from 'drizzle-orm'
import { sessionTable, signInFailureTable, verificationTable } from './tables.ts'

/** Whose session this is, unless it has run out or been ended. */
export async function findSession(
  reader: Reader,
  token: string,
  now: Date,
): Promise<{ readonly userId: string; readonly expiresAt: Date } | null> {
  const [row] = await reader
    .select({ userId: sessionTable.userId, expiresAt: sessionTable.expiresAt })
    .from(sessionTable)
    .where(and(eq(sessionTable.token, token), gt(sessionTable.expiresAt, now)))
  return row ?? null
}

export async function deleteSession(tx: Tx, token: string): Promise<boolean> {
  const result = await tx.delete(sessionTable).where(eq(sessionTable.token, token))
  return result.rowsAffected > 0
}

export async function deleteExpiredSessions(tx: Tx, now: Date): Promise<void> {
  await tx.delete(sessionTable).where(lt(sessionTable.expiresAt, now))
}

/** Signs everybody out, and ends what was on its way to a mailbox. */
export async function endEverything(tx: Tx): Promise<void> {
  await tx.delete(sessionTable)
  await tx.delete(verificationTable)
}

export async function countFailures(
  reader: Reader,
  failure: { readonly tenant: string; readonly subject: string; readonly since: string },
): Promise<number> {
  const [row] = await reader
    .select({ failures: count() })
    .from(signInFailureTable)
    .where(
      and(
        eq(signInFailureTable.tenant, failure.tenant),
        eq(signInFailureTable.subject, failure.subject),
        gt(signInFailureTable.at, failure.since),
      ),
    )
  return row?.failures ?? 0
}

export async function insertFailures(
  tx: Tx,
  failures: readonly (typeof signInFailureTable.$inferInsert)[],
): Promise<void> {
  await tx.insert(signInFailureTable).values([...failures])
}

export async function deleteFailures(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.delete(signInFailureTable).where(inArray(signInFailureTable.id, [...ids]))
}

export async function deleteFailuresBefore(tx: Tx, instant: string): Promise<void> {
  await tx.delete(signInFailureTable).where(lt(signInFailureTable.at, instant))
}
