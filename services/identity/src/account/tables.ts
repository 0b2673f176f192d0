import type { Role } from '@waymark/core'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { workplaceTable } from '../workplace/tables.ts'

const createdAt = integer('created_at', { mode: 'timestamp_ms' }).notNull()
const updatedAt = integer('updated_at', { mode: 'timestamp_ms' }).notNull()

/**
 * better-auth's `user`. One mailbox is one account in the whole house, because sign-in knows only
 * the address; what it may do where is in its memberships.
 */
export const accountHolderTable = sqliteTable(
  'account_holder',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
    image: text('image'),
    createdAt,
    updatedAt,
  },
  (table) => [uniqueIndex('account_holder_email').on(table.email)],
)

const userId = text('user_id')
  .notNull()
  .references(() => accountHolderTable.id, { onDelete: 'cascade' })

/** better-auth's `account`: a way to sign in. Here the only one is a password, kept as its hash. */
export const credentialTable = sqliteTable(
  'credential',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId,
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    password: text('password'),
    createdAt,
    updatedAt,
  },
  (table) => [index('credential_user').on(table.userId)],
)

/** What an account may do: a role, its organisation where it has one, and where they work in it. */
export const membershipTable = sqliteTable(
  'membership',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    userId,
    role: text('role').$type<Role>().notNull(),
    organisationId: text('organisation_id'),
    workplaceId: text('workplace_id').references(() => workplaceTable.id),
  },
  (table) => [index('membership_user').on(table.userId)],
)
