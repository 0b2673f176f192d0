import type { Plan, PlanState } from '@waymark/contracts'
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A plan: it belongs to the person. FHIR R4 CarePlan. At most one of a person's is in use. */
export const planTable = sqliteTable(
  'plan',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    state: text('state').$type<PlanState>().notNull(),
    startedAt: text('started_at'),
    decisions: text('decisions', { mode: 'json' }).$type<Plan['decisions']>(),
    agreement: text('agreement', { mode: 'json' }).$type<Plan['agreement']>(),
    nobodyElse: integer('nobody_else', { mode: 'boolean' }).notNull(),
    review: text('review', { mode: 'json' }).$type<Plan['review']>(),
    copy: text('copy', { mode: 'json' }).$type<Plan['copy']>(),
    notSharedNow: integer('not_shared_now', { mode: 'boolean' }).notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    /** Goes up with every change, of the lines beneath too. */
    version: integer('version').notNull(),
  },
  (table) => [
    uniqueIndex('plan_active').on(table.tenant, table.personId).where(sql`state = 'active'`),
    index('plan_person').on(table.tenant, table.personId, table.createdAt),
  ],
)
