import type {
  carePlansApi,
  directoryApi,
  identityApi,
  notificationsApi,
  referralsApi,
} from '@waymark/contracts'
import type { Clock, Role } from '@waymark/core'
import type { Client, Platform, Send } from '@waymark/http'
import type { Logger, Mode } from '@waymark/runtime'
import type { JourneyDeps } from './journey/keep.ts'
import type { Assets } from './ui/assets.ts'

/** The demo's accounts, as the sign-in page offers them. Null outside the demo. */
export interface Demo {
  readonly password: string
  readonly accounts: readonly {
    readonly key: string
    readonly name: string
    readonly email: string
    readonly role: Role
  }[]
}

/** Everything web is handed; nothing else is reached for. */
export interface Deps {
  readonly mode: Mode
  readonly now: Clock
  readonly log: Logger
  readonly send: Send
  readonly identity: Client<typeof identityApi>
  /** The directory as web itself may use it: to open answer links, held by nobody known. */
  readonly directory: Client<typeof directoryApi>
  /** Referrals as web itself may use it: to open answer links, held by nobody known. */
  readonly referrals: Client<typeof referralsApi>
  /** Care-plans as web itself may ask it: whether the end of sharing was heard. */
  readonly carePlans: Client<typeof carePlansApi>
  readonly notifications: Client<typeof notificationsApi>
  readonly openQueueBoard: Platform['openQueueBoard']
  readonly assets: Assets
  /** Half-finished journeys: all that web keeps. */
  readonly journeys: JourneyDeps
  /** A named place where a test may end the process. */
  readonly failpoint: (name: string) => void
  /** Where people reach us: its scheme decides how cookies are marked. */
  readonly publicUrl: URL
  readonly demo: Demo | null
}
