import type { Reader, Tx } from '@waymark/db'
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { personAccountTable, relationshipTable as table } from './tables.ts'

/** The users who work with a person now. */
export async function listWorkers(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<string[]> {
  const rows = await reader
    .select({ userId: table.userId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId), isNull(table.endedAt)))
  return rows.map(({ userId }) => userId)
}

/** The people with whom a user works now. */
export async function listPeopleOf(
  reader: Reader,
  { tenant, userId }: { readonly tenant: string; readonly userId: string },
): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ personId: table.personId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.userId, userId), isNull(table.endedAt)))
  return rows.map(({ personId }) => personId)
}

/** Whose account it is; null for nobody's. */
export async function personOf(
  reader: Reader,
  { tenant, userId }: { readonly tenant: string; readonly userId: string },
): Promise<string | null> {
  const [row] = await reader
    .select({ personId: personAccountTable.personId })
    .from(personAccountTable)
    .where(and(eq(personAccountTable.tenant, tenant), eq(personAccountTable.accountId, userId)))
    // Two of one account are two records of one person: the one told last.
    .orderBy(sql`${personAccountTable.revision} DESC`, asc(personAccountTable.personId))
    .limit(1)
  return row?.personId ?? null
}

/** Who may see what is kept about a person: in the shape in which `decide` is asked. */
export interface PersonAround {
  readonly tenant: string
  readonly worksWith: readonly string[]
  readonly owner?: string
}

/** Who works with a person now, and the account that is their own. */
export async function around(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<PersonAround> {
  const worksWith = await listWorkers(reader, tenant, personId)
  const [own] = await reader
    .select({ accountId: personAccountTable.accountId })
    .from(personAccountTable)
    .where(and(eq(personAccountTable.tenant, tenant), eq(personAccountTable.personId, personId)))
  const owner = own?.accountId ?? null
  return { tenant, worksWith, ...(owner === null ? {} : { owner }) }
}

type Row = typeof table.$inferSelect

/** Keeps that two work together, unless their end was heard already. */
export async function keepStart(tx: Tx, row: Omit<Row, 'endedAt'>): Promise<void> {
  await tx
    .insert(table)
    .values({ ...row, endedAt: null })
    .onConflictDoNothing()
}

/** Keeps that two no longer work together, heard before the start or after it. */
export async function keepEnd(tx: Tx, row: Row & { readonly endedAt: string }): Promise<void> {
  await tx
    .insert(table)
    .values(row)
    .onConflictDoUpdate({ target: table.id, set: { endedAt: row.endedAt } })
}

/** Whoever works with the one person works with the other from now on. */
export async function moveRelationships(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}

/** Keeps whose account it is, unless something later was heard already. */
export async function keepAccount(
  tx: Tx,
  row: typeof personAccountTable.$inferSelect,
): Promise<void> {
  const { accountId, revision } = row
  await tx
    .insert(personAccountTable)
    .values(row)
    .onConflictDoUpdate({
      target: [personAccountTable.tenant, personAccountTable.personId],
      set: { accountId, revision },
      setWhere: lt(personAccountTable.revision, revision),
    })
}
