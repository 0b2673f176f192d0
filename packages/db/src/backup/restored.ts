import type { Clock, NewId, ServiceName } from '@waymark/core'
import { and, eq, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Handler } from '../handler.ts'
import { cursors, events, meta } from '../tables.ts'
import type { Reader, Tx } from '../transaction.ts'
import type { Withdrawal } from './withdrawals.ts'

/** When records came back, and the tenants that they may be of. */
export interface RestoredNow {
  readonly at: Date
  readonly tenants: readonly string[]
}

/** What a service does when its records come back from a backup. */
export interface AfterRestore {
  readonly service: ServiceName
  readonly migrations: URL
  /** Ends what must not live on: sessions, links, codes, mail that may have gone out already. */
  end(tx: Tx, restored: RestoredNow): Promise<void>
  /**
   * What was taken back after the backup is taken back again, by the same functions as the first
   * time. A record that is not there, or is as it should be, is left alone.
   */
  again(made: { readonly now: Clock; readonly newId: NewId }): readonly Handler[]
}

/** A log as it stands after a restore. */
export interface LogNow {
  readonly log: string
  /** Where it was restored just now: the log it was copied from, and how far that copy reaches. */
  readonly copied: { readonly log: string; readonly head: number } | null
}

/** The engine's own table of the highest numbers given. */
const sequenceTable = sqliteTable('sqlite_sequence', { name: text('name'), seq: integer('seq') })

/** More events than any house tells between a backup and its restore. */
const jump = 1_000_000

/** The restored log gets another id, and numbers that the lost part of it never gave. */
export async function beginNewLog(tx: Tx, id: string): Promise<void> {
  await tx.update(meta).set({ value: id }).where(eq(meta.name, 'log'))
  const jumped = await tx
    .update(sequenceTable)
    .set({ seq: sql`${sequenceTable.seq} + ${jump}` })
    .where(eq(sequenceTable.name, 'events'))
  if (jumped.rowsAffected > 0) return
  await tx.insert(sequenceTable).values({ name: 'events', seq: jump })
}

/** Where a cursor goes on reading once its source's log is another one. */
export function cursorAfter(
  cursor: { readonly log: string; readonly seq: number; readonly startedAfter: number },
  { log, copied }: LogNow,
): { readonly log: string; readonly seq: number } {
  if (log === cursor.log) return cursor
  // Of the copied log it has heard so much: the rest of it follows. What it heard beyond is lost.
  if (copied?.log === cursor.log) return { log, seq: Math.min(cursor.seq, copied.head) }
  // How the two hang together is not known: from its start, and the inbox drops repeats.
  return { log, seq: cursor.startedAfter }
}

/** Points the cursors of one database to the logs as they stand. Gives how many had to move. */
export async function repointCursors(tx: Tx, logs: ReadonlyMap<string, LogNow>): Promise<number> {
  let moved = 0
  for (const cursor of await tx.select().from(cursors)) {
    const now = logs.get(cursor.source)
    if (now === undefined || now.log === cursor.log) continue
    const { consumer, source } = cursor
    await tx
      .update(cursors)
      .set(cursorAfter(cursor, now))
      .where(and(eq(cursors.consumer, consumer), eq(cursors.source, source)))
    moved += 1
  }
  return moved
}

/** Does what one line of the list says, unless this log has told it. True when it was done. */
export async function takeBackAgain(
  tx: Tx,
  handlers: readonly Handler[],
  { service: _, ...told }: Withdrawal,
): Promise<boolean> {
  const handler = handlers.find(({ event }) => event.type === told.type)
  const payload = handler?.event.payload.safeParse(told.payload)
  if (!handler || !payload?.success || told.subject === null) return false
  if (await hasTold(tx, told.id)) return false
  const event = { ...told, seq: 0, subject: told.subject, payload: payload.data }
  await handler.apply(tx, event, null)
  return true
}

async function hasTold(reader: Reader, id: string): Promise<boolean> {
  return (await reader.$count(events, eq(events.id, id))) > 0
}
