import type { NoticeState, NoticeTemplate } from '@waymark/contracts'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The ledger: one row for each notice, whatever became of it. It holds no address and no words:
 * who reads a backup of it learns that a notice went out, not to whom or what it said.
 */
export const noticeTable = sqliteTable(
  'notice',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    template: text('template').$type<NoticeTemplate>().notNull(),
    /** The id by which the owner is asked for the words. */
    reference: text('reference').notNull(),
    /** The subject of the event it came from: notices about the same one go out in order. */
    about: text('about').notNull(),
    /** Who among those a notice could go to, as a role: never an address. */
    recipient: text('recipient', { enum: ['organisation', 'person'] }).notNull(),
    channel: text('channel', { enum: ['email'] }).notNull(),
    state: text('state').$type<NoticeState>().notNull(),
    /** A code that says why it was dropped, parked or has to wait. */
    reason: text('reason'),
    /** Starts, counted before each run: one that kills the process is counted too. */
    attempt: integer('attempt').notNull(),
    /** How often the mail server's answer was lost after it had the message. */
    doubts: integer('doubts').notNull(),
    dueAt: text('due_at').notNull(),
    /** The process that holds it, by the id it took at its start. */
    claimedBy: text('claimed_by'),
    claimedAt: text('claimed_at'),
    createdAt: text('created_at').notNull(),
    settledAt: text('settled_at'),
  },
  (table) => [
    uniqueIndex('notice_once').on(
      table.tenant,
      table.template,
      table.reference,
      table.recipient,
      table.channel,
    ),
    index('notice_due').on(table.state, table.dueAt),
    index('notice_about').on(table.tenant, table.about),
  ],
)

export type Notice = typeof noticeTable.$inferSelect
