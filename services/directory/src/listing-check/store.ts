import type { ReportedChange } from '@waymark/contracts'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { listingTable } from '../listing/tables.ts'
import type { Check } from './rules.ts'
import { listingCheckTable as table } from './tables.ts'

/** A check of this tenant; null when there is none. */
export async function findCheck(reader: Reader, tenant: string, id: string): Promise<Check | null> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) return null
  const { tenant: _, ...check } = row
  return check
}

/** Keeps a new check; those of the listing still waiting for an answer end with it. */
export async function replaceCheck(tx: Tx, tenant: string, check: Check): Promise<void> {
  await tx
    .update(table)
    .set({ revokedAt: check.askedAt })
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.listingId, check.listingId),
        isNull(table.answeredAt),
        isNull(table.revokedAt),
      ),
    )
  await tx.insert(table).values({ ...check, tenant })
}

/** Keeps the answer; a rival's answer, or a newer check, in between is a conflict. */
export async function saveAnswer(tx: Tx, tenant: string, check: Check): Promise<void> {
  const result = await tx
    .update(table)
    .set(check)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.id, check.id),
        isNull(table.answeredAt),
        isNull(table.revokedAt),
      ),
    )
  expectOne(result, 'check')
}

/** Ends every link that has not been answered, of every tenant. */
export async function endLinks(tx: Tx, at: string): Promise<void> {
  await tx
    .update(table)
    .set({ revokedAt: at })
    .where(and(isNull(table.answeredAt), isNull(table.revokedAt)))
}

/** How many fresh links were asked for by link, about one listing, since an instant. */
export async function countFresh(
  reader: Reader,
  tenant: string,
  listingId: string,
  since: string,
): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.listingId, listingId),
        eq(table.askedBy, 'link'),
        gt(table.askedAt, since),
      ),
    )
  return row?.count ?? 0
}

const isReported = (tenant: string) => and(eq(table.tenant, tenant), eq(table.outcome, 'changed'))

/** How many changes groups have reported. */
export async function countReported(reader: Reader, tenant: string): Promise<number> {
  const [row] = await reader.select({ count: count() }).from(table).where(isReported(tenant))
  return row?.count ?? 0
}

/** What groups said has changed, newest first. */
export async function listReported(
  reader: Reader,
  tenant: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<ReportedChange[]> {
  const rows = await reader
    .select({
      checkId: table.id,
      listingId: table.listingId,
      listingName: listingTable.name,
      words: table.words,
      reportedAt: table.answeredAt,
    })
    .from(table)
    .innerJoin(listingTable, eq(listingTable.id, table.listingId))
    .where(isReported(tenant))
    .orderBy(desc(table.answeredAt), desc(table.id))
    .offset(offset)
    .limit(limit)
  return rows.flatMap(({ words, reportedAt, ...rest }) =>
    words === null || reportedAt === null ? [] : [{ ...rest, words, reportedAt }],
  )
}
