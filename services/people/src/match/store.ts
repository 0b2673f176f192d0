import { type Action, demand } from '@waymark/auth'
import type { Match } from '@waymark/contracts'
import { type Actor, notFound, type UserActor } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, asc, eq, inArray, isNull, ne, notExists, or } from 'drizzle-orm'
import { listWorkers } from '../relationship/store.ts'
import { relationshipTable } from '../relationship/tables.ts'
import { matchTable as table } from './tables.ts'

/** A match with who raised it. */
export type RaisedMatch = Match & { readonly raisedBy: string }

const mostListed = 100

/** The match, if the actor may do this to it. For who would gain by it, it is not there. */
export async function getMatchFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: string,
): Promise<Match> {
  const { tenant } = actor
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('match')
  const interested = [row.raisedBy, ...(await listWorkers(reader, tenant, row.newerId))]
  demand(actor, action, { tenant, interested }, { what: 'match', see: 'match.read' })
  return toMatch(row)
}

/** What waits to be settled by somebody who would not gain by it; oldest first. */
export async function listOpenFor(reader: Reader, actor: UserActor): Promise<Match[]> {
  const { tenant, userId } = actor
  const worksWithNewer = reader
    .select({ id: relationshipTable.id })
    .from(relationshipTable)
    .where(
      and(
        eq(relationshipTable.tenant, tenant),
        eq(relationshipTable.personId, table.newerId),
        eq(relationshipTable.userId, userId),
        isNull(relationshipTable.until),
      ),
    )
  const rows = await reader
    .select()
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.state, 'open'),
        ne(table.raisedBy, userId),
        notExists(worksWithNewer),
      ),
    )
    .orderBy(asc(table.raisedAt), asc(table.id))
    .limit(mostListed)
  return rows.map(toMatch)
}

/** Those of the ids that are provisional: the newer of a pair that nobody has settled. */
export async function listProvisional(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await reader
    .select({ id: table.newerId })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.state, 'open'), inArray(table.newerId, [...ids])))
  return rows.map(({ id }) => id)
}

/** A pair that has been asked about before is not asked about again. */
export async function insertMatches(
  tx: Tx,
  tenant: string,
  matches: readonly RaisedMatch[],
): Promise<void> {
  if (matches.length === 0) return
  await tx
    .insert(table)
    .values(matches.map((match) => ({ ...match, tenant })))
    .onConflictDoNothing()
}

/** Saves an answer to what was open; a rival's answer in between is a conflict. */
export async function saveSettled(tx: Tx, tenant: string, match: Match): Promise<void> {
  const { id, state, settledBy, settledAt } = match
  const result = await tx
    .update(table)
    .set({ state, settledBy, settledAt })
    .where(and(eq(table.tenant, tenant), eq(table.id, id), eq(table.state, 'open')))
  expectOne(result, 'match')
}

/** Closes the open matches of somebody who has become another, and gives them. */
export async function overtakeMatches(
  tx: Tx,
  tenant: string,
  personId: string,
): Promise<RaisedMatch[]> {
  const touching = and(
    eq(table.tenant, tenant),
    eq(table.state, 'open'),
    or(eq(table.olderId, personId), eq(table.newerId, personId)),
  )
  const rows = await tx.select().from(table).where(touching)
  await tx.update(table).set({ state: 'overtaken' }).where(touching)
  return rows.map(({ tenant: _, ...match }) => match)
}

function toMatch({ tenant: _, raisedBy: __, ...match }: typeof table.$inferSelect): Match {
  return match
}
