import type { Database } from '@waymark/db'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { drizzle } from 'drizzle-orm/libsql'
import { passwordLength } from './account/rules.ts'
import { accountHolderTable, credentialTable } from './account/tables.ts'
import type { CheckPassword } from './deps.ts'
import { sessionTable, verificationTable } from './session/tables.ts'

/** How long somebody stays signed in: a long working day, and no longer however busy. */
const sessionHours = 10

/**
 * Password checking and sessions by better-auth, called in process only: its own web routes are not
 * served. It writes by itself, so it gets the guarded client.
 */
export function createPasswordSignIn(db: Database, secret: string): CheckPassword {
  const auth = betterAuth({
    secret,
    baseURL: 'http://identity.internal',
    database: drizzleAdapter(drizzle(db.guardedClient()), {
      provider: 'sqlite',
      transaction: true,
      schema: {
        user: accountHolderTable,
        account: credentialTable,
        session: sessionTable,
        verification: verificationTable,
      },
    }),
    user: { additionalFields: { tenant: { type: 'string', required: true, input: false } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: {
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
  return async (email, password) => {
    try {
      return (await auth.api.signInEmail({ body: { email, password } })).token
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return null
      throw error
    }
  }
}
