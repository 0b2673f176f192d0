import { notFound } from '@waymark/core'
import type { Reader, Tx } from '@waymark/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { listStopped } from '../loop/store.ts'
import { listRunning } from '../plan/store.ts'
import { viewPlan } from '../plan/view.ts'
import { findOpen, type News, noLonger, type WaitingById, waitingIn } from './rules.ts'
import { newsItemTable as itemTable, newsTable as table } from './tables.ts'

/**
 * Everything of which a person may be told that it waits for them. Once sharing with a group has
 * stopped, nobody is written to about what it said.
 */
export async function listWaiting(
  reader: Reader,
  tenant: string,
  personId: string,
): Promise<WaitingById> {
  const plans = await listRunning(reader, tenant, [personId])
  const viewed = await Promise.all(plans.map((plan) => viewPlan(reader, tenant, plan)))
  const waiting = viewed.flatMap(waitingIn)
  const assignmentIds = waiting.map(({ assignmentId }) => assignmentId)
  const stopped = new Set(await listStopped(reader, tenant, assignmentIds))
  const mayBeTold = waiting.filter(({ assignmentId }) => !stopped.has(assignmentId))
  return new Map(mayBeTold.map((each) => [each.id, each]))
}

/** What is to be told. Throws `gone` where all of it was answered, taken back or stopped. */
export async function getOpenNews(reader: Reader, tenant: string, id: string): Promise<News> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('news')
  const news = await toNews(reader, row)
  const waiting = await listWaiting(reader, tenant, news.personId)
  if (findOpen([news], waiting) === undefined) throw noLonger()
  return news
}

interface DayAsked {
  readonly tenant: string
  readonly personId: string
  readonly madeOn: string
}

/** What a person was to be told of on a day. */
export async function listNewsOf(
  reader: Reader,
  { tenant, personId, madeOn }: DayAsked,
): Promise<News[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId), eq(table.madeOn, madeOn)))
    .orderBy(asc(table.madeAt), asc(table.id))
  return Promise.all(rows.map((row) => toNews(reader, row)))
}

async function toNews(reader: Reader, row: typeof table.$inferSelect): Promise<News> {
  const { tenant, id, personId, madeAt } = row
  const items = await reader
    .select({ suggestionId: itemTable.suggestionId, revision: itemTable.revision })
    .from(itemTable)
    .where(and(eq(itemTable.tenant, tenant), eq(itemTable.newsId, id)))
  return { id, personId, madeAt, items }
}

export async function insertNews(
  tx: Tx,
  row: Omit<typeof table.$inferSelect, 'takenAt'>,
): Promise<void> {
  await tx.insert(table).values({ ...row, takenAt: null })
}

/** Adds to what the person is told of. There already, nothing changes. */
export async function keepItems(
  tx: Tx,
  tenant: string,
  { id: newsId, items }: Pick<News, 'id' | 'items'>,
): Promise<void> {
  const rows = items.map((item) => ({ tenant, newsId, ...item }))
  await tx.insert(itemTable).values(rows).onConflictDoNothing()
}

/** Keeps that the e-mail may leave. Taken again, the first stands. */
export async function keepTaken(
  tx: Tx,
  tenant: string,
  given: { readonly id: string; readonly takenAt: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ takenAt: given.takenAt })
    .where(and(eq(table.tenant, tenant), eq(table.id, given.id), isNull(table.takenAt)))
}

/** What the one person was to be told of is for the other. */
export async function moveNews(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}
