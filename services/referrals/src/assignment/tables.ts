import type { AssignmentState, DeclineReason, Sender, ToldRecord } from '@waymark/contracts'
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { referralTable } from '../referral/tables.ts'
import type { KeptCopy } from './rules.ts'

/** One group's part in meeting a referral. FHIR R4 Task. At most one runs for each referral. */
export const assignmentTable = sqliteTable(
  'assignment',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    referralId: text('referral_id')
      .notNull()
      .references(() => referralTable.id),
    organisationId: text('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    organisationPhone: text('organisation_phone'),
    listingId: text('listing_id').notNull(),
    listingName: text('listing_name').notNull(),
    state: text('state').$type<AssignmentState>().notNull(),
    sender: text('sender', { mode: 'json' }).$type<Sender>().notNull(),
    sentAt: text('sent_at').notNull(),
    answerBy: text('answer_by').notNull(),
    answeredAt: text('answered_at'),
    declineReason: text('decline_reason').$type<DeclineReason>(),
    declineWords: text('decline_words'),
    placesLeft: integer('places_left'),
    told: text('told', { mode: 'json' }).$type<ToldRecord>(),
    /** What the group may read. Cleared when its part ends, in the same write. */
    shared: text('shared', { mode: 'json' }).$type<KeptCopy>(),
    version: integer('version').notNull(),
  },
  (table) => [
    uniqueIndex('assignment_running')
      .on(table.tenant, table.referralId)
      .where(sql`state IN ('requested', 'underReview', 'accepted')`),
    index('assignment_referral').on(table.tenant, table.referralId),
    index('assignment_organisation').on(table.tenant, table.organisationId, table.sentAt),
  ],
)
