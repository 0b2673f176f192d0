import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The demo's mailbox: messages that stayed here, whole. Outside the demo it stays empty. */
export const keptMessageTable = sqliteTable(
  'kept_message',
  {
    /** The notice it was made from. */
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    sentTo: text('sent_to').notNull(),
    sentFrom: text('sent_from').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    keptAt: text('kept_at').notNull(),
  },
  (table) => [index('kept_message_newest').on(table.tenant, table.keptAt)],
)
