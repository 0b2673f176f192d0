import { notFound } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { KeptAgreement } from './rules.ts'
import { agreementTable as table } from './tables.ts'

/** The agreement for one group. */
export async function getAgreement(
  reader: Reader,
  tenant: string,
  assignmentId: string,
): Promise<KeptAgreement> {
  const [found] = await listAgreements(reader, tenant, [assignmentId])
  if (found === undefined) throw notFound('agreement')
  return found
}

export async function listAgreements(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<KeptAgreement[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), inArray(table.assignmentId, [...assignmentIds])))
  return rows.map(({ tenant: _, ...agreement }) => agreement)
}

export async function insertAgreement(
  tx: Tx,
  tenant: string,
  agreement: KeptAgreement,
): Promise<void> {
  await tx.insert(table).values({ ...agreement, tenant })
}

/** The person has taken it back. */
export async function saveWithdrawn(
  tx: Tx,
  tenant: string,
  { assignmentId, at }: { readonly assignmentId: string; readonly at: string },
): Promise<void> {
  const result = await tx
    .update(table)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.assignmentId, assignmentId),
        isNull(table.withdrawnAt),
      ),
    )
  expectOne(result, 'agreement')
}
