import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** That an e-mail might leave: written beside withdrawals, so that of the two one comes first. */
export const sendPermitTable = sqliteTable(
  'send_permit',
  {
    tenant: text('tenant').notNull(),
    kind: text('kind', { enum: ['answerLink', 'answerCode', 'stopped'] }).notNull(),
    /** The link, the code, or the assignment that was stopped. */
    reference: text('reference').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    takenAt: text('taken_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.kind, table.reference] }),
    index('send_permit_assignment').on(table.tenant, table.assignmentId),
  ],
)
