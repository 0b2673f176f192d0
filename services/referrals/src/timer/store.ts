import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import { timerTable as table } from './tables.ts'

export type Timer = typeof table.$inferSelect

const mostAtOnce = 100

/** Sets a deadline; one that was set before for the same stands cancelled. */
export async function setTimer(
  tx: Tx,
  given: Pick<Timer, 'tenant' | 'subject' | 'milestone' | 'dueAt'>,
): Promise<void> {
  const { tenant, subject, milestone } = given
  const same = and(
    eq(table.tenant, tenant),
    eq(table.subject, subject),
    eq(table.milestone, milestone),
  )
  const round = sql`(select coalesce(max(${table.round}), 0) + 1 from ${table} where ${same})`
  await tx.insert(table).values({ ...given, round, firedAt: null, cancelledAt: null })
}

/** Nothing more is to happen at the deadlines of a subject. */
export async function cancelTimers(
  tx: Tx,
  { tenant, subject, at }: { readonly tenant: string; readonly subject: string; at: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ cancelledAt: at })
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.subject, subject),
        isNull(table.firedAt),
        isNull(table.cancelledAt),
      ),
    )
}

/** Deadlines that are past and have not fired, the oldest first. */
export function listDue(reader: Reader, now: string, offset = 0): Promise<Timer[]> {
  return reader
    .select()
    .from(table)
    .where(and(lte(table.dueAt, now), isNull(table.firedAt), isNull(table.cancelledAt)))
    .orderBy(asc(table.dueAt), asc(table.subject))
    .offset(offset)
    .limit(mostAtOnce)
}

/** Marks one as fired. Throws `conflict` when it has fired, or was cancelled, meanwhile. */
export async function saveFired(tx: Tx, timer: Timer, firedAt: string): Promise<void> {
  const result = await tx
    .update(table)
    .set({ firedAt })
    .where(
      and(
        eq(table.tenant, timer.tenant),
        eq(table.subject, timer.subject),
        eq(table.milestone, timer.milestone),
        eq(table.round, timer.round),
        isNull(table.firedAt),
        isNull(table.cancelledAt),
      ),
    )
  expectOne(result, 'deadline')
}
