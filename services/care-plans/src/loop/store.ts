import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { conflict } from '@waymark/core'
import type { Reader, Tx } from '@waymark/db'
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { LoopFacts } from './rules.ts'
import {
  becameTable,
  choiceTable,
  confirmationTable,
  linkTable,
  outcomeTable,
  ratingTable,
  refusedTable,
  stopTable,
  suggestionTable,
} from './tables.ts'

type OutcomeRow = typeof outcomeTable.$inferSelect

/**
 * Keeps what a group said. Gives whether it is new: kept already, nothing changes. Throws
 * `conflict` where the same revision says something else: neither is written over, a person looks.
 */
export async function keepOutcome(tx: Tx, row: OutcomeRow): Promise<boolean> {
  const { tenant, outcomeId, revision } = row
  const [kept] = await tx
    .select()
    .from(outcomeTable)
    .where(
      and(
        eq(outcomeTable.tenant, tenant),
        eq(outcomeTable.outcomeId, outcomeId),
        eq(outcomeTable.revision, revision),
      ),
    )
  if (kept === undefined) await tx.insert(outcomeTable).values(row)
  else if (kept.outcome !== null && !isDeepStrictEqual(kept.outcome, row.outcome)) {
    throw conflict('The same revision says something else.')
  }
  return kept === undefined
}

/** Keeps that something was told after the agreement had ended, and nothing of it. */
export async function keepRefused(tx: Tx, row: typeof refusedTable.$inferSelect): Promise<void> {
  await tx.insert(refusedTable).values(row).onConflictDoNothing()
}

/** Keeps that sharing has stopped. */
export async function keepStop(tx: Tx, row: typeof stopTable.$inferSelect): Promise<void> {
  await tx.insert(stopTable).values(row).onConflictDoNothing()
}

/** Which of the assignments sharing has stopped for. */
export async function listStopped(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<string[]> {
  const rows = await reader
    .select({ id: stopTable.assignmentId })
    .from(stopTable)
    .where(and(eq(stopTable.tenant, tenant), inArray(stopTable.assignmentId, [...assignmentIds])))
  return rows.map(({ id }) => id)
}

interface Suggested {
  readonly tenant: string
  readonly goalId: string
  readonly outcomeId: string
}

/** An id that follows from outcome and goal (UUID version 8), so that no order makes another. */
export function suggestionIdOf({ tenant, goalId, outcomeId }: Suggested): string {
  const digest = createHash('sha256').update(`${tenant}:${outcomeId}:${goalId}`).digest('hex')
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`]
  return [...parts, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-')
}

/** Keeps that it stands beside the goal. Gives whether it is new. */
export async function keepSuggestion(
  tx: Tx,
  row: typeof suggestionTable.$inferSelect,
): Promise<boolean> {
  const { rowsAffected } = await tx.insert(suggestionTable).values(row).onConflictDoNothing()
  return rowsAffected > 0
}

/** The goals that a referral is linked to now. */
export async function listGoalsOf(
  reader: Reader,
  tenant: string,
  referralId: string,
): Promise<string[]> {
  const rows = await reader
    .select({ goalId: linkTable.goalId })
    .from(linkTable)
    .where(
      and(
        eq(linkTable.tenant, tenant),
        eq(linkTable.referralId, referralId),
        isNull(linkTable.unlinkedAt),
      ),
    )
  return rows.map(({ goalId }) => goalId)
}

/** Links a referral to a goal. Linked already, nothing changes. */
export async function keepLink(tx: Tx, row: typeof linkTable.$inferSelect): Promise<void> {
  await tx.insert(linkTable).values(row).onConflictDoNothing()
}

/** Takes the link away. Gives whether there was one. */
export async function endLink(
  tx: Tx,
  given: Pick<typeof linkTable.$inferSelect, 'tenant' | 'goalId' | 'referralId'>,
  unlinkedAt: string,
): Promise<boolean> {
  const { tenant, goalId, referralId } = given
  const { rowsAffected } = await tx
    .update(linkTable)
    .set({ unlinkedAt })
    .where(
      and(
        eq(linkTable.tenant, tenant),
        eq(linkTable.goalId, goalId),
        eq(linkTable.referralId, referralId),
        isNull(linkTable.unlinkedAt),
      ),
    )
  return rowsAffected > 0
}

/** Whose plan a group's part belongs to; null where nothing was said of it. */
export async function findPart(
  reader: Reader,
  tenant: string,
  assignmentId: string,
): Promise<Pick<OutcomeRow, 'personId'> | null> {
  const [row] = await reader
    .select({ personId: outcomeTable.personId })
    .from(outcomeTable)
    .where(and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.assignmentId, assignmentId)))
    .limit(1)
  return row ?? null
}

/** What groups said of a referral, every revision of it. */
export async function listOutcomesOf(
  reader: Reader,
  tenant: string,
  referralId: string,
): Promise<OutcomeRow[]> {
  return reader
    .select()
    .from(outcomeTable)
    .where(and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.referralId, referralId)))
}

interface FactsAsked {
  readonly tenant: string
  readonly personId: string
  readonly goalIds: readonly string[]
}

/** A group's part of a referral, sharing with which has stopped. */
export type StoppedPart = Pick<typeof stopTable.$inferSelect, 'assignmentId' | 'referralId'>

/** Every fact of a person's loop but the reviews, and with which groups sharing has stopped. */
export async function readFacts(
  reader: Reader,
  { tenant, personId, goalIds }: FactsAsked,
): Promise<Omit<LoopFacts, 'reviewedOn'> & { readonly stopped: readonly StoppedPart[] }> {
  const here = (column: SQL, tenantIs: SQL) => and(tenantIs, column)
  const goals = [...goalIds]
  const [outcomes, links, suggestions, answers, ratings] = await Promise.all([
    reader
      .select()
      .from(outcomeTable)
      .where(here(eq(outcomeTable.personId, personId), eq(outcomeTable.tenant, tenant))),
    reader
      .select()
      .from(linkTable)
      .where(here(inArray(linkTable.goalId, goals), eq(linkTable.tenant, tenant))),
    reader
      .select()
      .from(suggestionTable)
      .where(here(inArray(suggestionTable.goalId, goals), eq(suggestionTable.tenant, tenant))),
    reader
      .select()
      .from(confirmationTable)
      .where(here(inArray(confirmationTable.goalId, goals), eq(confirmationTable.tenant, tenant))),
    reader
      .select()
      .from(ratingTable)
      .where(here(inArray(ratingTable.goalId, goals), eq(ratingTable.tenant, tenant))),
  ])
  const referralIds = [...new Set([...outcomes, ...links].map(({ referralId }) => referralId))]
  const assignmentIds = [...new Set(outcomes.map(({ assignmentId }) => assignmentId))]
  const [choices, stops] = await Promise.all([
    reader
      .select()
      .from(choiceTable)
      .where(
        here(inArray(choiceTable.assignmentId, assignmentIds), eq(choiceTable.tenant, tenant)),
      ),
    reader
      .select({ assignmentId: stopTable.assignmentId, referralId: stopTable.referralId })
      .from(stopTable)
      .where(here(inArray(stopTable.referralId, referralIds), eq(stopTable.tenant, tenant)))
      .orderBy(stopTable.assignmentId),
  ])
  return {
    ...{ outcomes, links, suggestions, choices },
    answers: answers.map(({ tenant: _, ...answer }) => answer),
    ratings: ratings.map(({ tenant: _, ...rating }) => rating),
    stopped: stops,
  }
}

/** Keeps what the person chose; a later choice takes its place. */
export async function saveChoice(tx: Tx, row: typeof choiceTable.$inferSelect): Promise<void> {
  await tx
    .insert(choiceTable)
    .values(row)
    .onConflictDoUpdate({ target: [choiceTable.tenant, choiceTable.assignmentId], set: row })
}

interface Part {
  readonly tenant: string
  readonly assignmentId: string
}

/** Removes what a group said of its part and, where asked, what was answered to it. */
export async function removeNotes(
  tx: Tx,
  { tenant, assignmentId }: Part,
  { answers }: { readonly answers: boolean },
): Promise<void> {
  const isOfIt = and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.assignmentId, assignmentId))
  await tx.update(outcomeTable).set({ outcome: null }).where(isOfIt)
  if (!answers) return
  const said = tx.select({ id: outcomeTable.outcomeId }).from(outcomeTable).where(isOfIt)
  await tx
    .delete(confirmationTable)
    .where(and(eq(confirmationTable.tenant, tenant), inArray(confirmationTable.outcomeId, said)))
}

/** Whose a record is now: it may have become another's since it was told of. */
export async function survivorOf(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<string> {
  const [row] = await reader
    .select({ to: becameTable.to })
    .from(becameTable)
    .where(and(eq(becameTable.tenant, tenant), eq(becameTable.from, personId)))
  return row?.to ?? personId
}

/** What groups said of the one person is of the other, also what is told of the one later. */
export async function moveOutcomes(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(outcomeTable)
    .set({ personId: to })
    .where(and(eq(outcomeTable.tenant, tenant), eq(outcomeTable.personId, from)))
  // Whoever had become the one is the other as well: looking up takes one step.
  await tx
    .update(becameTable)
    .set({ to })
    .where(and(eq(becameTable.tenant, tenant), eq(becameTable.to, from)))
  await tx.insert(becameTable).values({ tenant, from, to }).onConflictDoNothing()
}
