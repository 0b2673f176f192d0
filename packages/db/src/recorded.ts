import { appendAudit } from './audit.ts'
import { events } from './tables.ts'
import { recorderOf, type Tx } from './transaction.ts'

/** So many rows in one statement: an engine takes only so many values. */
const rowsAtOnce = 500

/**
 * Writes what a transaction has recorded so far, in order. Done once, at its end: two statements
 * then stand for all of its acts, where each act by itself would need three.
 */
export async function writeRecorded(tx: Tx): Promise<void> {
  const { audits: entries, events: told } = recorderOf(tx).waiting
  while (entries.length > 0) await appendAudit(tx, entries.splice(0, rowsAtOnce))
  while (told.length > 0) await tx.insert(events).values(told.splice(0, rowsAtOnce))
}
