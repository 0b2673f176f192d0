import { readMigrations } from '@waymark/db'
import {
  createShell,
  mountEvents,
  mountOpenApi,
  openServiceDatabase,
  type Platform,
} from '@waymark/http'
import { accountRoutes } from './account/routes.ts'
import { createAtMost } from './at-most.ts'
import type { IdentitySettings } from './config.ts'
import type { CheckPassword, Deps } from './deps.ts'
import { createPasswordSignIn } from './password-sign-in.ts'
import { sessionRoutes } from './session/routes.ts'
import { workplaceRoutes } from './workplace/routes.ts'

const checksAtOnce = 4

/** Opens identity: its database, its routes, its place among the services of this process. */
export async function openIdentity(platform: Platform, settings: IdentitySettings): Promise<Deps> {
  const { mode, now, newId } = platform
  const { app, signer } = await createShell(platform, 'identity')
  const db = await openServiceDatabase(platform, {
    service: 'identity',
    url: settings.IDENTITY_DATABASE_URL,
    authToken: settings.IDENTITY_DATABASE_AUTH_TOKEN,
    migrations: await readMigrations(new URL('../migrations/', import.meta.url)),
  })
  const sessionSecret = await platform.secret('session-key')
  const check = createPasswordSignIn(db, Buffer.from(sessionSecret).toString('base64url'))
  const atMost = createAtMost(checksAtOnce)
  const checkPassword: CheckPassword = (email, word) => atMost(() => check(email, word))
  const limitKey = await platform.secret('sign-in-limit-key')
  const deps: Deps = { db, mode, now, newId, signer, checkPassword, limitKey }
  accountRoutes(app, deps)
  workplaceRoutes(app, deps)
  sessionRoutes(app, deps)
  mountEvents(app, db.reader)
  mountOpenApi(app)
  return deps
}
