import type { AnswerForReferrer } from '@waymark/contracts'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** That the person was asked about an outcome, as care-plans told: a goal of theirs is linked. */
export const personAskedTable = sqliteTable(
  'person_asked',
  {
    tenant: text('tenant').notNull(),
    suggestionId: text('suggestion_id').notNull(),
    outcomeId: text('outcome_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.suggestionId] }),
    index('person_asked_outcome').on(table.tenant, table.outcomeId),
  ],
)

/** What the person answered, as far as they let whoever referred them read it. */
export const personAnswerTable = sqliteTable(
  'person_answer',
  {
    tenant: text('tenant').notNull(),
    /** The answer's own id. */
    confirmationId: text('confirmation_id').notNull(),
    suggestionId: text('suggestion_id').notNull(),
    outcomeId: text('outcome_id').notNull(),
    /** The revision that they answered. */
    revision: integer('revision').notNull(),
    at: text('at').notNull(),
    saidBy: text('said_by').$type<AnswerForReferrer['saidBy']>().notNull(),
    says: text('says').$type<AnswerForReferrer['says']>(),
    score: integer('score'),
    words: text('words'),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.confirmationId] }),
    index('person_answer_outcome').on(table.tenant, table.outcomeId),
  ],
)
