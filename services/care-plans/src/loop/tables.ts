import type { Confirmation, NoteChoice, Outcome, Rating } from '@waymark/contracts'
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { lineTable } from '../line/tables.ts'

/** What a group said, as it was taken while the agreement held. Rows are facts: none is changed. */
export const outcomeTable = sqliteTable(
  'outcome_kept',
  {
    tenant: text('tenant').notNull(),
    outcomeId: text('outcome_id').notNull(),
    revision: integer('revision').notNull(),
    assignmentId: text('assignment_id').notNull(),
    referralId: text('referral_id').notNull(),
    personId: text('person_id').notNull(),
    /** Null: the person had it removed. */
    outcome: text('outcome', { mode: 'json' }).$type<Outcome>(),
    listingName: text('listing_name').notNull(),
    organisationName: text('organisation_name').notNull(),
    keptAt: text('kept_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.outcomeId, table.revision] }),
    index('outcome_kept_referral').on(table.tenant, table.referralId),
    index('outcome_kept_person').on(table.tenant, table.personId),
  ],
)

/** What was told after the agreement had ended: that it was, and nothing of it. */
export const refusedTable = sqliteTable(
  'outcome_refused',
  {
    tenant: text('tenant').notNull(),
    outcomeId: text('outcome_id').notNull(),
    revision: integer('revision').notNull(),
    heardAt: text('heard_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.outcomeId, table.revision] })],
)

/** That sharing with a group has stopped: nothing of it is kept from this row on. */
export const stopTable = sqliteTable(
  'sharing_stop',
  {
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id').notNull(),
    referralId: text('referral_id').notNull(),
    heardAt: text('heard_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.assignmentId] }),
    index('sharing_stop_referral').on(table.tenant, table.referralId),
  ],
)

/** Which goals a referral is for: many to many, with its history. */
export const linkTable = sqliteTable(
  'goal_link',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    goalId: text('goal_id')
      .notNull()
      .references(() => lineTable.id),
    referralId: text('referral_id').notNull(),
    linkedBy: text('linked_by').notNull(),
    linkedAt: text('linked_at').notNull(),
    unlinkedAt: text('unlinked_at'),
  },
  (table) => [
    uniqueIndex('goal_link_running')
      .on(table.tenant, table.goalId, table.referralId)
      .where(sql`unlinked_at IS NULL`),
    index('goal_link_referral').on(table.tenant, table.referralId),
  ],
)

/** What a group said, beside one goal. Its id follows from both, whichever came first. */
export const suggestionTable = sqliteTable(
  'suggestion',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    goalId: text('goal_id')
      .notNull()
      .references(() => lineTable.id),
    outcomeId: text('outcome_id').notNull(),
    referralId: text('referral_id').notNull(),
    madeAt: text('made_at').notNull(),
  },
  (table) => [uniqueIndex('suggestion_once').on(table.tenant, table.goalId, table.outcomeId)],
)

/** What the person, or who speaks for them, answered. */
export const confirmationTable = sqliteTable(
  'confirmation',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    suggestionId: text('suggestion_id')
      .notNull()
      .references(() => suggestionTable.id),
    goalId: text('goal_id').notNull(),
    outcomeId: text('outcome_id').notNull(),
    revision: integer('revision').notNull(),
    says: text('says').$type<Confirmation['says']>().notNull(),
    words: text('words'),
    score: integer('score'),
    saidBy: text('said_by').$type<Confirmation['saidBy']>().notNull(),
    writtenBy: text('written_by').notNull(),
    told: text('told', { mode: 'json' }).$type<Confirmation['told']>(),
    at: text('at').notNull(),
    tellReferrer: integer('tell_referrer', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('confirmation_goal').on(table.tenant, table.goalId)],
)

/** How near a goal is, by whom. A record of its own, whatever becomes of what it answered. */
export const ratingTable = sqliteTable(
  'rating',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    goalId: text('goal_id')
      .notNull()
      .references(() => lineTable.id),
    score: integer('score').notNull(),
    by: text('by').$type<Rating['by']>().notNull(),
    words: text('words'),
    writtenBy: text('written_by').notNull(),
    told: text('told', { mode: 'json' }).$type<Rating['told']>(),
    at: text('at').notNull(),
    rung: text('rung', { mode: 'json' }).$type<Rating['rung']>(),
  },
  (table) => [index('rating_goal').on(table.tenant, table.goalId)],
)

/** What becomes of what a group wrote, as the person chose after a stop. */
export const choiceTable = sqliteTable(
  'note_choice',
  {
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id').notNull(),
    choice: text('choice').$type<NoteChoice>().notNull(),
    by: text('by').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.assignmentId] })],
)

/** That a record became another, as people told: what is told of the one is about the other. */
export const becameTable = sqliteTable(
  'person_became',
  {
    tenant: text('tenant').notNull(),
    from: text('from_id').notNull(),
    to: text('to_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.from] })],
)
