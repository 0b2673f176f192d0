import type { Reader, Tx } from '@waymark/db'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { KeptAttendance } from './rules.ts'
import { attendanceTable as table } from './tables.ts'

/** The days of groups' registers, the latest day first, unfinished ones too. */
export async function listAttendance(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<KeptAttendance[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), inArray(table.assignmentId, [...assignmentIds])))
    .orderBy(desc(table.on))
  return rows.map(({ tenant: _, ...day }) => day)
}

/** Keeps a day. Kept before, this takes its place. */
export async function saveDay(tx: Tx, tenant: string, day: KeptAttendance): Promise<void> {
  const { mark, finishedAt, told } = day
  await tx
    .insert(table)
    .values({ ...day, tenant })
    .onConflictDoUpdate({
      target: [table.tenant, table.assignmentId, table.on],
      set: { mark, finishedAt, told },
    })
}

interface Day {
  readonly assignmentId: string
  readonly on: string
}

export async function removeDay(tx: Tx, tenant: string, { assignmentId, on }: Day): Promise<void> {
  await tx
    .delete(table)
    .where(and(eq(table.tenant, tenant), eq(table.assignmentId, assignmentId), eq(table.on, on)))
}

/** Finishes a day that is ticked and not finished. */
export async function saveFinished(
  tx: Tx,
  tenant: string,
  { assignmentId, on, at }: Day & { readonly at: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ finishedAt: at })
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.assignmentId, assignmentId),
        eq(table.on, on),
        isNull(table.finishedAt),
      ),
    )
}
