import { type Action, demand } from '@waymark/auth'
import type { NoticeState } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { Reader, Tx } from '@waymark/db'
import { and, asc, count, desc, eq, inArray, lt, lte, ne, or } from 'drizzle-orm'
import type { Settlement } from './rules.ts'
import { type Notice, noticeTable as table } from './tables.ts'

type NewNotice = Pick<
  Notice,
  'id' | 'tenant' | 'template' | 'reference' | 'about' | 'recipient' | 'state' | 'reason'
>

/** Puts a notice in the ledger; one that is there already is left as it is. */
export async function insertNotice(tx: Tx, notice: NewNotice, now: Date): Promise<void> {
  await tx
    .insert(table)
    .values({
      ...notice,
      channel: 'email',
      attempt: 0,
      doubts: 0,
      dueAt: now.toISOString(),
      createdAt: now.toISOString(),
    })
    .onConflictDoNothing()
}

export async function findNotice(reader: Reader, id: string): Promise<Notice | undefined> {
  const [row] = await reader.select().from(table).where(eq(table.id, id))
  return row
}

/** The notice, if the actor may do this to it. */
export async function getNoticeFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: string,
): Promise<Notice> {
  const found = await findNotice(reader, id)
  if (found === undefined) throw notFound('notice')
  demand(actor, action, found, { what: 'notice', see: 'notice.read' })
  return found
}

/** A tenant's newest notices, of one state where one is named. */
export async function listNewest(
  reader: Reader,
  tenant: string,
  asked: { readonly state?: NoticeState; readonly limit: number },
): Promise<Notice[]> {
  const { state, limit } = asked
  const ofState = state === undefined ? undefined : eq(table.state, state)
  return reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), ofState))
    .orderBy(desc(table.createdAt), desc(table.id))
    .limit(limit)
}

/** Begins a notice that was put aside anew, its attempts forgotten. False when a rival did. */
export async function saveReplay(tx: Tx, parked: Notice, now: Date): Promise<boolean> {
  const result = await tx
    .update(table)
    .set({
      ...{ state: 'due', reason: null, attempt: 0, doubts: 0 },
      ...{ dueAt: now.toISOString(), settledAt: null },
    })
    .where(and(eq(table.id, parked.id), eq(table.state, parked.state)))
  return result.rowsAffected === 1
}

/** Whether an earlier notice about the same thing is under way, or its time has come as well. */
export async function hasEarlier(reader: Reader, notice: Notice, now: Date): Promise<boolean> {
  const { id, tenant, about } = notice
  const isUnderWay = inArray(table.state, ['claimed', 'sending'])
  const isNext = and(isDue(now), lt(table.id, id))
  const found = await reader.$count(
    table,
    and(eq(table.tenant, tenant), eq(table.about, about), ne(table.id, id), or(isUnderWay, isNext)),
  )
  return found > 0
}

/** The next notice that is about the same as this one and whose time has come. */
export async function findNextAbout(
  reader: Reader,
  noticeId: string,
  now: Date,
): Promise<string | undefined> {
  const done = await findNotice(reader, noticeId)
  if (done === undefined) return undefined
  const { id, tenant, about } = done
  const [row] = await reader
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.about, about), ne(table.id, id), isDue(now)))
    .orderBy(asc(table.id))
    .limit(1)
  return row?.id
}

/** A process that works notices: the id it took at its start. */
export interface Claim {
  readonly incarnation: string
  readonly now: Date
}

/** Takes a waiting notice for this process and counts the start. False when a rival has it. */
export async function saveClaim(tx: Tx, notice: Notice, claim: Claim): Promise<boolean> {
  const result = await tx
    .update(table)
    .set({
      state: 'claimed',
      attempt: notice.attempt + 1,
      claimedBy: claim.incarnation,
      claimedAt: claim.now.toISOString(),
    })
    .where(and(eq(table.id, notice.id), inArray(table.state, ['due', 'uncertain'])))
  return result.rowsAffected === 1
}

/** Moves a notice that this very attempt holds. False when it holds it no longer. */
export async function saveHeld(
  tx: Tx,
  held: Notice,
  change: Partial<Pick<Notice, 'state' | 'reason' | 'doubts' | 'dueAt' | 'settledAt'>>,
): Promise<boolean> {
  const result = await tx
    .update(table)
    .set(change)
    .where(
      and(
        eq(table.id, held.id),
        eq(table.state, held.state),
        eq(table.attempt, held.attempt),
        eq(table.claimedBy, held.claimedBy ?? ''),
      ),
    )
  return result.rowsAffected === 1
}

/** A settlement as its columns. */
export function settledColumns({ state, reason, doubts, waitMs }: Settlement, now: Date) {
  const dueAt = new Date(now.getTime() + (waitMs ?? 0)).toISOString()
  return { state, reason, doubts, dueAt, settledAt: waitMs === null ? now.toISOString() : null }
}

/** Notices whose time has come, the longest waiting first. */
export async function listDue(reader: Reader, now: Date, limit: number): Promise<string[]> {
  const rows = await reader
    .select({ id: table.id })
    .from(table)
    .where(isDue(now))
    .orderBy(asc(table.dueAt), asc(table.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

function isDue(now: Date) {
  return and(inArray(table.state, ['due', 'uncertain']), lte(table.dueAt, now.toISOString()))
}

interface DeadClaims extends Claim {
  /** Nobody else works this ledger: whatever another process held, it holds no longer. */
  readonly alone: boolean
  readonly claimLifeMs: number
}

/** Claims with nobody behind them: of a process that ended, or older than any attempt can be. */
export async function listDeadClaims(reader: Reader, asked: DeadClaims): Promise<Notice[]> {
  const { incarnation, now, alone, claimLifeMs } = asked
  const tooOld = lt(table.claimedAt, new Date(now.getTime() - claimLifeMs).toISOString())
  const dead = alone ? or(ne(table.claimedBy, incarnation), tooOld) : tooOld
  return reader
    .select()
    .from(table)
    .where(and(inArray(table.state, ['claimed', 'sending']), dead))
    .limit(100)
}

/** How many notices there are in each state that has any. */
export async function countByState(reader: Reader): Promise<ReadonlyMap<NoticeState, number>> {
  const rows = await reader
    .select({ state: table.state, count: count() })
    .from(table)
    .groupBy(table.state)
  return new Map(rows.map((row) => [row.state, row.count]))
}
