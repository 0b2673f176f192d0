import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { suggestionTable } from '../loop/tables.ts'

/** That somebody is to be told that there is something new for them. Not what it is. */
export const newsTable = sqliteTable(
  'news',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    /** In Europe/London. */
    madeOn: text('made_on').notNull(),
    madeAt: text('made_at').notNull(),
    /** The permit to send it, written beside stops: of the two one comes first. */
    takenAt: text('taken_at'),
  },
  (table) => [index('news_person').on(table.tenant, table.personId, table.madeOn)],
)

/** What waited for the person when they were to be told: several things make one e-mail. */
export const newsItemTable = sqliteTable(
  'news_item',
  {
    tenant: text('tenant').notNull(),
    newsId: text('news_id')
      .notNull()
      .references(() => newsTable.id),
    suggestionId: text('suggestion_id')
      .notNull()
      .references(() => suggestionTable.id),
    /** Of what the group said: an answer to it, or to a later one, settles this. */
    revision: integer('revision').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.newsId, table.suggestionId] })],
)
