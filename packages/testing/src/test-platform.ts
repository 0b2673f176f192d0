import { createSigner, signingKeyFromSeed } from '@waymark/auth'
import type { ServiceApi } from '@waymark/contracts'
import type { Membership, Role, ServiceName } from '@waymark/core'
import { type Client, createClient, openPlatform, type Platform } from '@waymark/http'
import { type FakeClock, fakeClock } from './fake-clock.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

export interface TestPlatform {
  readonly platform: Platform
  readonly clock: FakeClock
  /** Stops everything that was opened on it and removes its files. */
  stop(): Promise<void>
}

interface TestPlatformOptions {
  readonly tenant?: string
  readonly clock?: FakeClock
  readonly failpoint?: (name: string) => void
}

/** A platform in a folder of its own: silent, strict about answers, with a clock the test moves. */
export async function openTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const { tenant = 'demo', clock = fakeClock(), failpoint = () => {} } = options
  const dataDir = temporaryFolder()
  const platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: tenant, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    now: clock.now,
    strictAnswers: true,
    failpoint,
  })
  return {
    platform,
    clock,
    async stop() {
      await platform.lifecycle.stop('test ended')
      removeFolder(dataDir)
    },
  }
}

export interface UserGiven {
  readonly organisationId?: string
  readonly tenant?: string
  /** Left out, everybody is the same user. */
  readonly userId?: string
}

/** What callers need of a house, in this process or elsewhere. */
export type Calling = Pick<
  Platform,
  'send' | 'secret' | 'tenant' | 'local' | 'operatorKey' | 'now' | 'newId'
>

export interface Callers<Api extends ServiceApi> {
  readonly nobody: Client<Api>
  readonly operator: Client<Api>
  /** Somebody signed in with this role, for one organisation where one is given. */
  user(role: Role, given?: UserGiven): Client<Api>
  service(service: ServiceName, tenant?: string): Client<Api>
}

/**
 * Clients of one service for every kind of caller, with tokens signed by the services' own keys.
 * The key of a service that is not open here is served in its place.
 */
export function callersOf<Api extends ServiceApi>(platform: Calling, api: Api): Callers<Api> {
  const withHeader = (authorise: () => Promise<string | null>) =>
    createClient(api, { send: platform.send, authorise })
  const signerOf = async (service: ServiceName) => {
    const key = await signingKeyFromSeed(await platform.secret(`${service}-signing-key`))
    if (!platform.local.has(service)) {
      platform.local.set(service, async () => Response.json({ keys: [key.publicJwk] }))
    }
    return createSigner({ service, key, now: platform.now, newId: platform.newId })
  }
  return {
    nobody: withHeader(async () => null),
    operator: withHeader(async () => `Operator ${platform.operatorKey}`),
    user: (role, { organisationId, tenant = platform.tenant, userId = testUserId } = {}) =>
      withHeader(async () => {
        const held: Membership = organisationId === undefined ? { role } : { role, organisationId }
        const user = { userId, tenant, memberships: [held] }
        return `Bearer ${await (await signerOf('identity')).signUser(user, api.service)}`
      }),
    service: (service, tenant = platform.tenant) =>
      withHeader(
        async () => `Bearer ${await (await signerOf(service)).signService(tenant, api.service)}`,
      ),
  }
}

/** The user behind every token that names no other. */
export const testUserId = '01900000-0000-7000-8000-00000000abcd'
