import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** What a group asked before it decided, and what it was told. */
export const questionTable = sqliteTable(
  'question',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    words: text('words').notNull(),
    askedAt: text('asked_at').notNull(),
    answer: text('answer'),
    answeredBy: text('answered_by'),
    answeredAt: text('answered_at'),
  },
  (table) => [index('question_assignment').on(table.tenant, table.assignmentId, table.askedAt)],
)
