import type { Tx } from '@waymark/db'
import { and, count, eq, gt, lt } from 'drizzle-orm'
import { attemptTable as table } from './tables.ts'

type Attempt = typeof table.$inferInsert

/** How often the user of an attempt has tried since. */
export async function countAttempts(tx: Tx, { tenant, userId }: Attempt, since: string) {
  const [row] = await tx
    .select({ attempts: count() })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.userId, userId), gt(table.at, since)))
  return row?.attempts ?? 0
}

export async function insertAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.insert(table).values(attempt)
}

export async function deleteAttemptsBefore(tx: Tx, instant: string): Promise<void> {
  await tx.delete(table).where(lt(table.at, instant))
}
