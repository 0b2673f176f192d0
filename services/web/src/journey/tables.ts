import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Journey } from './rules.ts'

/** Half-finished journeys: what somebody has typed and not yet sent. */
export const journeyTable = sqliteTable(
  'journey',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    owner: text('owner').notNull(),
    kind: text('kind').$type<Journey['kind']>().notNull(),
    state: text('state').$type<Journey['state']>().notNull(),
    answers: text('answers', { mode: 'json' }).$type<Journey['answers']>().notNull(),
    minted: text('minted', { mode: 'json' }).$type<Journey['minted']>().notNull(),
    createdAt: text('created_at').notNull(),
    changedAt: text('changed_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    index('journey_owner').on(table.tenant, table.owner, table.changedAt),
    index('journey_expires').on(table.expiresAt),
  ],
)
