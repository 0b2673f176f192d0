import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { accountHolderTable } from '../account/tables.ts'

const createdAt = integer('created_at', { mode: 'timestamp_ms' }).notNull()
const updatedAt = integer('updated_at', { mode: 'timestamp_ms' }).notNull()

/** better-auth's `session`. The token is what the browser's cookie holds. */
export const sessionTable = sqliteTable(
  'sign_in_session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => accountHolderTable.id, { onDelete: 'cascade' }),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt,
    updatedAt,
  },
  (table) => [
    uniqueIndex('sign_in_session_token').on(table.token),
    index('sign_in_session_user').on(table.userId),
  ],
)

/** better-auth's `verification`: codes on their way to a mailbox. */
export const verificationTable = sqliteTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
  createdAt,
  updatedAt,
})

/** Wrong passwords, counted by account, by network address and by both, each as a keyed hash. */
export const signInFailureTable = sqliteTable(
  'sign_in_failure',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    subject: text('subject').notNull(),
    at: text('at').notNull(),
  },
  (table) => [index('sign_in_failure_subject').on(table.tenant, table.subject, table.at)],
)
