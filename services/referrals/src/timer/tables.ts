import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A deadline. It is marked as fired in the write that does what it is for. */
export const timerTable = sqliteTable(
  'timer',
  {
    tenant: text('tenant').notNull(),
    /** The assignment it is about. */
    subject: text('subject').notNull(),
    milestone: text('milestone', { enum: ['expire'] }).notNull(),
    /** From 1; one more each time it is set anew. */
    round: integer('round').notNull(),
    dueAt: text('due_at').notNull(),
    firedAt: text('fired_at'),
    cancelledAt: text('cancelled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.subject, table.milestone, table.round] }),
    index('timer_due').on(table.dueAt).where(sql`fired_at IS NULL AND cancelled_at IS NULL`),
  ],
)
