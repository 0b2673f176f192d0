import { type StoredEvent, storedEvent } from '@waymark/contracts'
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { TenantSubject } from './audit.ts'
import type { Position } from './events.ts'
import { cursors, eventStarts, inbox, parkedEvents } from './tables.ts'
import { type Reader, recorderOf, type Tx } from './transaction.ts'

/** A consumer by name, and the service whose log it reads. */
export interface ConsumerKey {
  readonly consumer: string
  readonly source: string
}

/** An event whose subject has not been erased. */
export type NamedEvent = StoredEvent & { readonly subject: string }

export interface ParkedEvent extends TenantSubject {
  readonly consumer: string
  readonly source: string
  readonly seq: number
  readonly type: string
  /** A code: `behind` (waits for an earlier one), `starts`, or the code of the error. */
  readonly reason: string
  readonly parkedAt: string
}

/** Where a consumer stands; undefined before its first reading. */
export async function readCursor(reader: Reader, key: ConsumerKey) {
  const [cursor] = await reader.select().from(cursors).where(sameConsumer(key))
  return cursor
}

/** Sets where a consumer begins, unless another process has done so; gives what stands. */
export async function beginCursor(tx: Tx, key: ConsumerKey, at: Position): Promise<Position> {
  const first = { ...key, ...at, startedAfter: at.seq }
  await tx.insert(cursors).values(first).onConflictDoNothing()
  return (await readCursor(tx, key)) ?? first
}

/** Takes up a restored log, from where the consumer first began. */
export async function changeLog(tx: Tx, key: ConsumerKey, log: string): Promise<void> {
  await tx
    .update(cursors)
    .set({ log, seq: sql`${cursors.startedAfter}` })
    .where(and(sameConsumer(key), ne(cursors.log, log)))
}

/** Forward only: a replica that is behind must not move it back. */
export async function moveCursor(tx: Tx, key: ConsumerKey, to: Position): Promise<void> {
  await tx
    .update(cursors)
    .set({ seq: sql`max(${cursors.seq}, ${to.seq})` })
    .where(and(sameConsumer(key), eq(cursors.log, to.log)))
}

/** True when the event was applied before. */
export async function inInbox(tx: Tx, key: ConsumerKey, eventId: string): Promise<boolean> {
  const found = await tx
    .select({ id: inbox.eventId })
    .from(inbox)
    .where(and(eq(inbox.consumer, key.consumer), eq(inbox.eventId, eventId)))
  return found.length > 0
}

/** False when the event was applied already, by this process or a rival. */
export async function addToInbox(tx: Tx, key: ConsumerKey, eventId: string): Promise<boolean> {
  const appliedAt = recorderOf(tx).now().toISOString()
  const added = await tx
    .insert(inbox)
    .values({ consumer: key.consumer, eventId, appliedAt })
    .onConflictDoNothing()
  return added.rowsAffected === 1
}

/** Counts a start before it is made, and gives the count with this one. */
export async function countStart(tx: Tx, key: ConsumerKey, eventId: string): Promise<number> {
  const [row] = await tx
    .insert(eventStarts)
    .values({ consumer: key.consumer, eventId, starts: 1 })
    .onConflictDoUpdate({
      target: [eventStarts.consumer, eventStarts.eventId],
      set: { starts: sql`${eventStarts.starts} + 1` },
    })
    .returning({ starts: eventStarts.starts })
  return row?.starts ?? 1
}

/** Takes one start back: the owner was away, which is not the event's fault. */
export async function uncountStart(tx: Tx, key: ConsumerKey, eventId: string): Promise<void> {
  await tx
    .update(eventStarts)
    .set({ starts: sql`${eventStarts.starts} - 1` })
    .where(sameStart(key, eventId))
}

/** The event is settled: its starts no longer matter. */
export async function forgetStarts(tx: Tx, key: ConsumerKey, eventId: string): Promise<void> {
  await tx.delete(eventStarts).where(sameStart(key, eventId))
}

/** True when an earlier event of the subject was put aside. */
export async function hasParked(tx: Tx, key: ConsumerKey, about: TenantSubject): Promise<boolean> {
  const found = await tx
    .select({ seq: parkedEvents.seq })
    .from(parkedEvents)
    .where(parkedAbout(key, about))
    .limit(1)
  return found.length > 0
}

/** True when this very event was put aside. */
export async function isParked(tx: Tx, key: ConsumerKey, eventId: string): Promise<boolean> {
  const found = await tx
    .select({ seq: parkedEvents.seq })
    .from(parkedEvents)
    .where(and(eq(parkedEvents.consumer, key.consumer), eq(parkedEvents.eventId, eventId)))
  return found.length > 0
}

/** Puts an event aside with a code that says why; one already there keeps its place. */
export async function park(
  tx: Tx,
  key: ConsumerKey,
  event: NamedEvent,
  reason: string,
): Promise<void> {
  const { id, seq, tenant, subject, type } = event
  const parkedAt = recorderOf(tx).now().toISOString()
  await tx
    .insert(parkedEvents)
    .values({ ...key, eventId: id, seq, tenant, subject, type, event, reason, parkedAt })
    .onConflictDoUpdate({
      target: [parkedEvents.consumer, parkedEvents.eventId],
      set: { reason, parkedAt },
    })
  await forgetStarts(tx, key, id)
}

/** Removes an event from those put aside. */
export async function unpark(tx: Tx, key: ConsumerKey, eventId: string): Promise<void> {
  await tx
    .delete(parkedEvents)
    .where(and(eq(parkedEvents.consumer, key.consumer), eq(parkedEvents.eventId, eventId)))
}

/** The oldest event put aside for a subject. */
export async function firstParked(
  reader: Reader,
  key: ConsumerKey,
  about: TenantSubject,
): Promise<NamedEvent | undefined> {
  const [row] = await reader
    .select({ event: parkedEvents.event, subject: parkedEvents.subject })
    .from(parkedEvents)
    .where(parkedAbout(key, about))
    .orderBy(asc(parkedEvents.seq))
    .limit(1)
  return row && { ...storedEvent.parse(row.event), subject: row.subject }
}

/** Everything put aside in this database, oldest first, for the operator. */
export async function listParked(reader: Reader): Promise<readonly ParkedEvent[]> {
  const { consumer, source, seq, tenant, subject, type, reason, parkedAt } = parkedEvents
  return reader
    .select({ consumer, source, seq, tenant, subject, type, reason, parkedAt })
    .from(parkedEvents)
    .orderBy(asc(consumer), asc(source), asc(seq))
}

function sameConsumer(key: ConsumerKey) {
  return and(eq(cursors.consumer, key.consumer), eq(cursors.source, key.source))
}

function sameStart(key: ConsumerKey, eventId: string) {
  return and(eq(eventStarts.consumer, key.consumer), eq(eventStarts.eventId, eventId))
}

function parkedAbout(key: ConsumerKey, about: TenantSubject) {
  return and(
    eq(parkedEvents.consumer, key.consumer),
    eq(parkedEvents.source, key.source),
    eq(parkedEvents.tenant, about.tenant),
    eq(parkedEvents.subject, about.subject),
  )
}
