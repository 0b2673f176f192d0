import type { Need, ReferralState, Risks, Sender } from '@waymark/contracts'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What is wanted for a person, whoever is asked to meet it. FHIR R4 ServiceRequest. */
export const referralTable = sqliteTable(
  'referral',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    /** What the sender typed, where they do not work with the person. */
    entryId: text('entry_id'),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    knownAs: text('known_as'),
    need: text('need').$type<Need>().notNull(),
    reason: text('reason').notNull(),
    needToKnow: text('need_to_know'),
    risks: text('risks', { mode: 'json' }).$type<Risks>().notNull(),
    whatMatters: text('what_matters'),
    state: text('state').$type<ReferralState>().notNull(),
    sender: text('sender', { mode: 'json' }).$type<Sender>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    closedAt: text('closed_at'),
    latestAssignmentId: text('latest_assignment_id').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    index('referral_person').on(table.tenant, table.personId),
    index('referral_created_by').on(table.tenant, table.createdBy),
  ],
)
