import type { AgreementScope, AgreementWay } from '@waymark/contracts'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** That a person said yes to sharing with one group. FHIR R4 Consent. */
export const agreementTable = sqliteTable('agreement', {
  assignmentId: text('assignment_id')
    .primaryKey()
    .references(() => assignmentTable.id),
  tenant: text('tenant').notNull(),
  /** The name of whoever asked, as it was then. */
  askedBy: text('asked_by').notNull(),
  askedById: text('asked_by_id').notNull(),
  how: text('how').$type<AgreementWay>().notNull(),
  askedOn: text('asked_on').notNull(),
  wordingVersion: text('wording_version').notNull(),
  scope: text('scope').$type<AgreementScope>().notNull(),
  until: text('until'),
  /** The group's part whose agreement covered this one too. */
  derivedFrom: text('derived_from'),
  withdrawnAt: text('withdrawn_at'),
})
