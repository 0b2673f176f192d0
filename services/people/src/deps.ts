import type { Clock, NewId } from '@waymark/core'
import type { Database, ReadAudit } from '@waymark/db'

/** Everything people is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly now: Clock
  readonly newId: NewId
  /** Notes who read whose record, out of the reader's way. */
  readonly reads: ReadAudit
}
