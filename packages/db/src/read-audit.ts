import { type Actor, type Clock, unavailable } from '@waymark/core'
import type { Logger } from '@waymark/runtime'
import { type AuditEntry, appendAudit, type DatedAuditEntry } from './audit.ts'
import type { Database } from './open.ts'

/** Notes reads of people's records, out of the reader's way. */
export interface ReadAudit {
  /** Written within a second. Throws `unavailable` when notes pile up: no read goes unseen. */
  note(actor: Actor, entry: AuditEntry): void
  /** Writes what waits now. */
  flush(): Promise<void>
  close(): Promise<void>
}

const longestWaitMs = 1000
const batchSize = 200
const mostWaiting = 5000

/** Reads gathered for at most a second and written to the chain in one go. */
export function createReadAudit(options: {
  readonly db: Database
  readonly now: Clock
  readonly log?: Pick<Logger, 'error'>
}): ReadAudit {
  const { db, now, log } = options
  const waiting: DatedAuditEntry[] = []
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> = Promise.resolve()

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize)
      await db.write((tx) => appendAudit(tx, batch))
      waiting.splice(0, batch.length)
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    flushing = flushing.catch(() => {}).then(writeAll)
    return flushing
  }

  function flushLater(): void {
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        log?.error('audit.readsWaiting', { count: waiting.length, error })
        flushLater()
      })
    }, longestWaitMs).unref()
  }

  return {
    note(actor, entry) {
      if (waiting.length >= mostWaiting) {
        throw unavailable('We cannot note who reads this just now, so it cannot be shown.')
      }
      waiting.push({ ...entry, actor, occurredAt: now().toISOString() })
      flushLater()
    },
    flush,
    close: flush,
  }
}
