import type { TokenSigner } from '@waymark/auth'
import type { Clock, NewId } from '@waymark/core'
import type { Database } from '@waymark/db'
import type { Mode } from '@waymark/runtime'

/** Everything identity is handed; nothing else is reached for. */
export interface Deps {
  readonly db: Database
  readonly mode: Mode
  readonly now: Clock
  readonly newId: NewId
  readonly signer: TokenSigner
  readonly checkPassword: CheckPassword
  /** Keys the hashes under which wrong passwords are counted. */
  readonly limitKey: Uint8Array
}

/** Checks a password and starts a session: its token, or null when the two do not go together. */
export type CheckPassword = (email: string, password: string) => Promise<string | null>
