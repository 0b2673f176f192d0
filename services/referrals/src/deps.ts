import type { carePlansApi, directoryApi, identityApi, peopleApi } from '@waymark/contracts'
import type { Clock, NewId } from '@waymark/core'
import type { WorkingDays } from '@waymark/core/working-days'
import type { Database, ReadAudit } from '@waymark/db'
import type { Client } from '@waymark/http'

/** Everything referrals is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly now: Clock
  readonly newId: NewId
  /** Notes who read about whom, out of the reader's way. */
  readonly reads: ReadAudit
  readonly workingDays: WorkingDays
  /** The others, asked as this service, for one tenant. */
  readonly peopleFor: (tenant: string) => Client<typeof peopleApi>
  readonly directoryFor: (tenant: string) => Client<typeof directoryApi>
  readonly identityFor: (tenant: string) => Client<typeof identityApi>
  readonly carePlansFor: (tenant: string) => Client<typeof carePlansApi>
  /** Seals answer links and derives codes: neither is stored. 32 bytes. */
  readonly linkKey: Uint8Array
  /** A named place in the code where a test may end the process. */
  readonly failpoint: (name: string) => void
}
