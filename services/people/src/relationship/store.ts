import { demand } from '@waymark/auth'
import type { Relationship } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import { expectOne, isUniqueViolation, type Reader, type Tx } from '@waymark/db'
import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { relationshipTable as table } from './tables.ts'

const mostListed = 100
const mostOfOne = 1000

/** The users who work with a person now: those who may read the record. */
export async function listWorkers(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<string[]> {
  const rows = await reader
    .select({ userId: table.userId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId), isNull(table.until)))
  return rows.map(({ userId }) => userId)
}

/** Everybody who works or worked with a person, newest first. */
export async function listRelationshipsOf(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<Relationship[]> {
  return listWhere(reader, and(eq(table.tenant, tenant), eq(table.personId, personId)), mostListed)
}

/** Everybody a user works with now. */
export async function listRunningOf(
  reader: Reader,
  tenant: string,
  userId: string,
): Promise<Relationship[]> {
  const running = and(eq(table.tenant, tenant), eq(table.userId, userId), isNull(table.until))
  return listWhere(reader, running, mostOfOne)
}

/** The relationship, if the actor may end it; one they may not see does not exist for them. */
export async function getRelationshipToEnd(
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<Relationship> {
  const { tenant } = actor
  const [found] = await listWhere(reader, and(eq(table.tenant, tenant), eq(table.id, id)), 1)
  if (found === undefined) throw notFound('relationship')
  const worksWith = await listWorkers(reader, tenant, found.personId)
  const resource = { tenant, worksWith, owner: found.userId }
  const see = 'relationship.read'
  demand(actor, 'relationship.end', resource, { what: 'relationship', see })
  return found
}

export async function findRunning(
  reader: Reader,
  { tenant, personId, userId }: Pick<typeof table.$inferSelect, 'tenant' | 'personId' | 'userId'>,
): Promise<Relationship | null> {
  const between = and(
    eq(table.tenant, tenant),
    eq(table.personId, personId),
    eq(table.userId, userId),
    isNull(table.until),
  )
  const [found] = await listWhere(reader, between, 1)
  return found ?? null
}

export async function getRelationship(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<Relationship> {
  const [found] = await listWhere(reader, and(eq(table.tenant, tenant), eq(table.id, id)), 1)
  if (found === undefined) throw notFound('relationship')
  return found
}

/** One that has not ended; null where there is none of that id. */
export async function findUnended(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<Relationship | null> {
  const unended = and(eq(table.tenant, tenant), eq(table.id, id), isNull(table.until))
  const [found] = await listWhere(reader, unended, 1)
  return found ?? null
}

/** Throws `conflict` when the two work together already. */
export async function insertRelationship(
  tx: Tx,
  tenant: string,
  relationship: Relationship,
): Promise<void> {
  try {
    await tx.insert(table).values({ ...relationship, tenant })
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('They work together already.')
    throw error
  }
}

/** Ends one that still runs; a rival's end in between is a conflict. */
export async function saveEnd(
  tx: Tx,
  tenant: string,
  { id, until }: Pick<Relationship, 'id' | 'until'>,
): Promise<void> {
  const result = await tx
    .update(table)
    .set({ until })
    .where(and(eq(table.tenant, tenant), eq(table.id, id), isNull(table.until)))
  expectOne(result, 'relationship')
}

/** The running relationships of one person whose users work with another person too. */
export async function listDoubled(
  reader: Reader,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Relationship[]> {
  const users = await listWorkers(reader, tenant, to)
  if (users.length === 0) return []
  const doubled = and(
    eq(table.tenant, tenant),
    eq(table.personId, from),
    inArray(table.userId, users),
    isNull(table.until),
  )
  return listWhere(reader, doubled, mostListed)
}

/** Everything between one person and anybody is now between another person and them. */
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

async function listWhere(
  reader: Reader,
  where: SQL | undefined,
  limit: number,
): Promise<Relationship[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(where)
    .orderBy(desc(table.since), desc(table.id))
    .limit(limit)
  return rows.map(({ tenant: _, ...relationship }) => relationship)
}
