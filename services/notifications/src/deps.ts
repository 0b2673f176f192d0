import type { carePlansApi, directoryApi, referralsApi } from '@waymark/contracts'
import type { Clock, NewId } from '@waymark/core'
import type { Database } from '@waymark/db'
import type { Client } from '@waymark/http'
import type { Logger, Mode } from '@waymark/runtime'
import type { Post } from './mail/port.ts'

/** How mail leaves, and for whom. */
export interface MailWay {
  readonly from: string
  /** Null: nothing leaves, everything stays in the demo's mailbox. */
  readonly post: Post | null
  /** In demo, the only addresses mail leaves for; null where it leaves for all. */
  readonly allowed: readonly string[] | null
}

/** Everything notifications is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly mode: Mode
  readonly now: Clock
  readonly newId: NewId
  /** 0 to 1. */
  readonly chance: () => number
  readonly log: Logger
  /** Names this process among all that ever worked the ledger. */
  readonly incarnation: string
  /** Whether this process alone works the ledger, as with a database file. */
  readonly alone: boolean
  readonly directoryFor: (tenant: string) => Client<typeof directoryApi>
  readonly referralsFor: (tenant: string) => Client<typeof referralsApi>
  readonly carePlansFor: (tenant: string) => Client<typeof carePlansApi>
  readonly mail: MailWay
  readonly publicUrl: URL
  /** A named place in the code where a test may end the process. */
  readonly failpoint: (name: string) => void
}
