import type { KeptMessage } from '@waymark/contracts'
import type { Reader, Tx } from '@waymark/db'
import { desc, eq } from 'drizzle-orm'
import { keptMessageTable as table } from './tables.ts'

export async function insertKeptMessage(
  tx: Tx,
  tenant: string,
  { id, to, from, subject, text, keptAt }: KeptMessage,
): Promise<void> {
  await tx.insert(table).values({ id, tenant, sentTo: to, sentFrom: from, subject, text, keptAt })
}

/** The newest messages of a tenant. */
export async function listKeptMessages(
  reader: Reader,
  tenant: string,
  limit: number,
): Promise<KeptMessage[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(eq(table.tenant, tenant))
    .orderBy(desc(table.keptAt), desc(table.id))
    .limit(limit)
  return rows.map(({ id, sentTo, sentFrom, subject, text, keptAt }) => ({
    ...{ id, to: sentTo, from: sentFrom, subject, text, keptAt },
  }))
}
