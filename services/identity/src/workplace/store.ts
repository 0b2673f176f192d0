import type { Workplace } from '@waymark/contracts'
import { conflict, notFound } from '@waymark/core'
import { isUniqueViolation, ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, eq, inArray } from 'drizzle-orm'
import { workplaceTable as table } from './tables.ts'

export async function getWorkplace(reader: Reader, tenant: string, id: string): Promise<Workplace> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('workplace')
  const { tenant: _, ...workplace } = row
  return workplace
}

/** Those of the ids that are workplaces of this tenant. */
export async function listKnown(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await reader
    .select({ id: table.id })
    .from(table)
    .where(and(ofTenant(table.tenant, tenant), inArray(table.id, [...ids])))
  return rows.map(({ id }) => id)
}

/** Throws `conflict` when the NHS body of that code is there already. */
export async function insertWorkplace(tx: Tx, tenant: string, workplace: Workplace): Promise<void> {
  try {
    await tx.insert(table).values({ ...workplace, tenant })
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('There is already a workplace with that ODS code.')
    throw error
  }
}
