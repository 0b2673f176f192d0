import type { EventDefinition, EventPage, PayloadOf, StoredEvent } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { audit, type TenantSubject } from './audit.ts'
import type { AuditDetail } from './audit-chain.ts'
import { writeRecorded } from './recorded.ts'
import { events, meta } from './tables.ts'
import { type Reader, recorderOf, type Tx } from './transaction.ts'

const largestPage = 1000

/** A place in one event log: how far it reaches, or how far somebody has read it. */
export interface Position {
  readonly log: string
  readonly seq: number
}

/**
 * Writes an event and its audit row, in the same transaction as the change they tell of. The
 * payload is cut to its contract, so that nothing else about a person slips into the log. Throws
 * `internal` when it does not fit.
 */
// biome-ignore lint/complexity/useMaxParams: nearly every call has four, few a detail.
export async function record<E extends EventDefinition>(
  tx: Tx,
  actor: Actor,
  event: E,
  payload: PayloadOf<E>,
  detail?: AuditDetail,
): Promise<void> {
  const { now, newId, tell, takeBack, waiting } = recorderOf(tx)
  const read = event.payload.safeParse(payload)
  const subject = read.data?.[event.subject]
  if (typeof subject !== 'string') {
    throw new AppError('internal', 'An event does not fit its contract.')
  }
  await audit(tx, actor, { action: event.type, subject, ...(detail && { detail }) })
  const told = {
    id: newId(),
    tenant: actor.tenant,
    type: event.type,
    version: event.version,
    subject,
    payload: { ...read.data },
    occurredAt: now().toISOString(),
  }
  waiting.events.push(told)
  if (event.neverWaits) takeBack(told)
  tell()
}

/**
 * The events after `after`, oldest first, of the named types only. At most `limit` rows are looked
 * at, so a page can be empty and still move: read on until `next` stays at `after`.
 */
export async function readEvents(
  reader: Reader,
  ask: { readonly after: number; readonly limit: number; readonly types?: readonly string[] },
): Promise<EventPage> {
  const log = await readLogId(reader)
  const rows = await reader
    .select()
    .from(events)
    .where(gt(events.seq, ask.after))
    .orderBy(asc(events.seq))
    .limit(Math.min(Math.max(1, ask.limit), largestPage))
  const wanted: StoredEvent[] = rows.filter((row) => ask.types?.includes(row.type) ?? true)
  return { log, events: wanted, next: rows.at(-1)?.seq ?? ask.after }
}

/** Where the log stands: its id, and the number of its newest event (0 when it has none). */
export async function readHead(reader: Reader): Promise<Position> {
  const log = await readLogId(reader)
  const [newest] = await reader
    .select({ seq: events.seq })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(1)
  return { log, seq: newest?.seq ?? 0 }
}

/** Clears what a subject's events say and whom they name; the rows and their numbers stay. */
export async function eraseEvents(tx: Tx, about: TenantSubject): Promise<number> {
  await writeRecorded(tx)
  const result = await tx
    .update(events)
    .set({ subject: null, payload: null })
    .where(and(eq(events.tenant, about.tenant), eq(events.subject, about.subject)))
  return result.rowsAffected
}

/** The log's id: a restored copy has another one. */
export async function readLogId(reader: Reader): Promise<string> {
  const [row] = await reader.select().from(meta).where(eq(meta.name, 'log'))
  if (row === undefined) throw new AppError('internal', 'The event log has no id.')
  return row.value
}
