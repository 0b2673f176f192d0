import type { identityApi, peopleApi, referralsApi } from '@waymark/contracts'
import type { Clock, NewId } from '@waymark/core'
import type { Database, ReadAudit } from '@waymark/db'
import type { Client } from '@waymark/http'

/** Everything care-plans is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly now: Clock
  readonly newId: NewId
  /** Notes who read whose plan, out of the reader's way. */
  readonly reads: ReadAudit
  /** The others, asked as this service, for one tenant. */
  readonly peopleFor: (tenant: string) => Client<typeof peopleApi>
  readonly referralsFor: (tenant: string) => Client<typeof referralsApi>
  readonly identityFor: (tenant: string) => Client<typeof identityApi>
  /** A named place in the code where a test may end the process. */
  readonly failpoint: (name: string) => void
}
