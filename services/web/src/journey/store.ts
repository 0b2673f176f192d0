import { notFound } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, desc, eq, gt, lte } from 'drizzle-orm'
import type { Journey } from './rules.ts'
import { journeyTable as table } from './tables.ts'

type Row = typeof table.$inferSelect

/** Whose journeys are meant, and the instant after which they must still be kept. */
export interface JourneyScope {
  readonly tenant: string
  readonly owner: string
  readonly now: string
}

const mostListed = 20

function own({ tenant, owner, now }: JourneyScope) {
  return and(eq(table.tenant, tenant), eq(table.owner, owner), gt(table.expiresAt, now))
}

/** One's own journey; another's, or one that is past, does not exist. */
export async function getJourney(
  reader: Reader,
  scope: JourneyScope,
  id: string,
): Promise<Journey> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(own(scope), eq(table.id, id)))
  if (row === undefined) throw notFound('page')
  return toJourney(row)
}

/** One's own journeys, the one last touched first. */
export async function listJourneys(reader: Reader, scope: JourneyScope): Promise<Journey[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(own(scope))
    .orderBy(desc(table.changedAt), desc(table.id))
    .limit(mostListed)
  return rows.map(toJourney)
}

export async function insertJourney(tx: Tx, tenant: string, journey: Journey): Promise<void> {
  await tx.insert(table).values({ ...journey, tenant })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function updateJourney(tx: Tx, tenant: string, journey: Journey): Promise<void> {
  const result = await tx
    .update(table)
    .set(journey)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.owner, journey.owner),
        eq(table.id, journey.id),
        eq(table.version, journey.version - 1),
      ),
    )
  expectOne(result, 'page')
}

/** Gone with everything typed in it. Once it is gone, going is done. */
export async function deleteJourney(
  tx: Tx,
  tenant: string,
  { id, owner }: Pick<Journey, 'id' | 'owner'>,
): Promise<void> {
  await tx
    .delete(table)
    .where(and(eq(table.tenant, tenant), eq(table.owner, owner), eq(table.id, id)))
}

/** Whoever's they are: nothing typed is kept longer than was said. */
export async function deleteExpired(tx: Tx, now: string): Promise<void> {
  await tx.delete(table).where(lte(table.expiresAt, now))
}

function toJourney({ tenant, ...journey }: Row): Journey {
  return journey
}
