import type { AttendanceMark, ToldRecord } from '@waymark/contracts'
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { assignmentTable } from '../assignment/tables.ts'

/** One day of a register, for one person. Until it is finished, a tick can be taken back. */
export const attendanceTable = sqliteTable(
  'attendance',
  {
    tenant: text('tenant').notNull(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignmentTable.id),
    /** Europe/London. */
    on: text('on').notNull(),
    mark: text('mark').$type<AttendanceMark>().notNull(),
    finishedAt: text('finished_at'),
    told: text('told', { mode: 'json' }).$type<ToldRecord>(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.assignmentId, table.on] })],
)
