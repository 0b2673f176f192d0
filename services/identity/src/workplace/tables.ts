import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Where staff work. An NHS body is there once by its ODS code; others have none. */
export const workplaceTable = sqliteTable(
  'workplace',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    odsCode: text('ods_code'),
  },
  (table) => [uniqueIndex('workplace_ods_code').on(table.tenant, table.odsCode)],
)
