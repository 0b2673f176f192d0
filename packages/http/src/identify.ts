import { timingSafeEqual } from 'node:crypto'
import type { VerifyToken } from '@waymark/auth'
import { type Actor, AppError } from '@waymark/core'
import { tenantName } from '@waymark/runtime'

/** Says who is calling. Throws `unauthenticated` for a credential that does not hold. */
export type Identify = (request: Request) => Promise<Actor>

interface IdentifyOptions {
  readonly verify: VerifyToken
  /** The place served at this address: the tenant of whoever comes without a token. */
  readonly tenant: string
  /** The key that the command line reads from `DATA_DIR`; null where there is no operator. */
  readonly operatorKey: string | null
}

/** Tells callers apart by their `Authorization` header: none is the public, never an error. */
export function createIdentify(options: IdentifyOptions): Identify {
  return async (request) => {
    const header = request.headers.get('authorization')
    if (header === null) return { kind: 'public', tenant: options.tenant }
    const [scheme, credential] = header.split(' ', 2)
    if (scheme === 'Bearer' && credential) return options.verify(credential)
    if (scheme === 'Operator' && credential && isOperator(options.operatorKey, credential)) {
      const tenant = request.headers.get('x-operator-tenant') ?? options.tenant
      if (tenantName.safeParse(tenant).success) return { kind: 'operator', tenant }
      throw new AppError('malformed', 'x-operator-tenant must be a name that TENANT may have.')
    }
    throw new AppError('unauthenticated', 'That sign-in was not recognised. Sign in again.')
  }
}

function isOperator(key: string | null, given: string): boolean {
  if (key === null) return false
  const expected = Buffer.from(key)
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
