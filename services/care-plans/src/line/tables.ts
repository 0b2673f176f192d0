import type {
  ActionGiven,
  ConversationGiven,
  EntryGiven,
  GoalGiven,
  GoalState,
  MemberGiven,
} from '@waymark/contracts'
import { type AnySQLiteColumn, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { planTable } from '../plan/tables.ts'

/** What each kind of line holds. */
export interface LineContent {
  readonly entry: EntryGiven
  readonly member: MemberGiven
  readonly goal: GoalGiven & { readonly state: GoalState }
  readonly action: ActionGiven
  readonly conversation: ConversationGiven
}
export type LineKind = keyof LineContent

/** A line of a plan, whatever it says: who wrote it and when is on each. */
export const lineTable = sqliteTable(
  'plan_line',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    planId: text('plan_id')
      .notNull()
      .references(() => planTable.id),
    kind: text('kind').$type<LineKind>().notNull(),
    /** The goal that a step is towards. */
    goalId: text('goal_id').references((): AnySQLiteColumn => lineTable.id),
    content: text('content', { mode: 'json' }).$type<LineContent[LineKind]>().notNull(),
    /** Null: it was imported. */
    by: text('by'),
    at: text('at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [index('plan_line_plan').on(table.tenant, table.planId, table.at)],
)
