import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { organisationTable } from '../organisation/tables.ts'

/** What an organisation has shown before people are referred to it. Apart from what is public. */
export const readinessTable = sqliteTable('organisation_readiness', {
  organisationId: text('organisation_id')
    .primaryKey()
    .references(() => organisationTable.id),
  tenant: text('tenant').notNull(),
  /** The address that was proved: another on file is not proved by it. */
  provedEmail: text('proved_email'),
  provedAt: text('proved_at'),
  termsVersion: text('terms_version'),
  termsAcceptedAt: text('terms_accepted_at'),
  termsAcceptedBy: text('terms_accepted_by'),
  contactName: text('contact_name'),
  contactPhone: text('contact_phone'),
  contactEmail: text('contact_email'),
  version: integer('version').notNull(),
})

/** A code sent to a mailbox. The code itself is worked out from the id, and never kept. */
export const mailboxProofTable = sqliteTable(
  'mailbox_proof',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisationTable.id),
    email: text('email').notNull(),
    askedAt: text('asked_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    wrongTries: integer('wrong_tries').notNull(),
    revokedAt: text('revoked_at'),
    provedAt: text('proved_at'),
  },
  (table) => [
    index('mailbox_proof_organisation').on(table.tenant, table.organisationId, table.askedAt),
  ],
)
