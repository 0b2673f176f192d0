import type { Clock, NewId } from '@waymark/core'
import type { Database } from '@waymark/db'
import type { Gazetteer } from './place/gazetteer.ts'
import type { Searcher } from './search/port.ts'

/** Everything the directory is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly now: Clock
  readonly newId: NewId
  readonly gazetteer: Gazetteer
  readonly index: Searcher
  /** Whether a day is a bank holiday in England and Wales. */
  readonly isBankHoliday: (day: string) => boolean
  /** Seals answer links and derives mailbox codes: neither is stored. 32 bytes. */
  readonly linkKey: Uint8Array
  /** A named place in the code where a test may end the process. */
  readonly failpoint: (name: string) => void
}
