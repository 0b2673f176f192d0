import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** A link that was sent: a key to one assignment. The row can end it; the link is not in it. */
export const answerLinkTable = sqliteTable(
  'answer_link',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    /** The proved address it goes to: once another is on file, it opens nothing. */
    email: text('email').notNull(),
    why: text('why', { enum: ['asked', 'again', 'questionAnswered', 'whatHappened'] }).notNull(),
    madeAt: text('made_at').notNull(),
    madeBy: text('made_by', { enum: ['sender', 'link'] }).notNull(),
    expiresAt: text('expires_at').notNull(),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('answer_link_assignment').on(table.tenant, table.assignmentId, table.madeAt)],
)

/** Half an hour with one link, from the press of its button. The id is a hash of the secret. */
export const answerSessionTable = sqliteTable(
  'answer_session',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    linkId: text('link_id')
      .notNull()
      .references(() => answerLinkTable.id),
    startedAt: text('started_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    /** When the mailbox's code was typed in. */
    provedAt: text('proved_at'),
  },
  (table) => [index('answer_session_link').on(table.tenant, table.linkId)],
)

/** A code that was sent to a mailbox. Worked out from its id: the digits are not in it. */
export const answerCodeTable = sqliteTable(
  'answer_code',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    linkId: text('link_id')
      .notNull()
      .references(() => answerLinkTable.id),
    sessionId: text('session_id')
      .notNull()
      .references(() => answerSessionTable.id),
    askedAt: text('asked_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    wrongTries: integer('wrong_tries').notNull(),
    /** Used, or a newer one took its place. */
    endedAt: text('ended_at'),
  },
  (table) => [
    index('answer_code_assignment').on(table.tenant, table.assignmentId, table.askedAt),
    index('answer_code_session').on(table.tenant, table.sessionId),
  ],
)
