import type { Outcome, ToldRecord } from '@waymark/contracts'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** What a group said happened: a row for each revision. One made by mistake has no words. */
export const outcomeTable = sqliteTable(
  'outcome',
  {
    tenant: text('tenant').notNull(),
    id: text('id').notNull(),
    revision: integer('revision').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    standing: text('standing').$type<Outcome['standing']>().notNull(),
    kind: text('kind').$type<Outcome['kind']>(),
    on: text('on'),
    timesCame: integer('times_came'),
    words: text('words', { mode: 'json' }).$type<Outcome['words']>(),
    source: text('source').$type<Outcome['source']>().notNull(),
    told: text('told', { mode: 'json' }).$type<ToldRecord>(),
    firstSaidAt: text('first_said_at').notNull(),
    saidAt: text('said_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id, table.revision] }),
    index('outcome_assignment').on(table.tenant, table.assignmentId),
  ],
)

/** That care-plans might keep it: written beside withdrawals, so that one comes first. */
export const outcomePermitTable = sqliteTable(
  'outcome_permit',
  {
    tenant: text('tenant').notNull(),
    outcomeId: text('outcome_id').notNull(),
    revision: integer('revision').notNull(),
    takenAt: text('taken_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.outcomeId, table.revision] })],
)
