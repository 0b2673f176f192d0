import type { ServiceName } from '@waymark/core'
import type { Reader, Tx } from '@waymark/db'
import { and, eq } from 'drizzle-orm'
import { hearingTable as table } from './tables.ts'

interface Listened {
  readonly tenant: string
  readonly source: ServiceName
}

/** Since when an owner is listened for; undefined where its log's head was known at once. */
export async function findSince(
  reader: Reader,
  { tenant, source }: Listened,
): Promise<string | undefined> {
  const [row] = await reader
    .select({ since: table.since })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.source, source)))
  return row?.since
}

/** Gives what stands: the first to say it is right. */
export async function saveSince(tx: Tx, listened: Listened, since: Date): Promise<string> {
  const first = since.toISOString()
  await tx
    .insert(table)
    .values({ ...listened, since: first })
    .onConflictDoNothing()
  return (await findSince(tx, listened)) ?? first
}
