import type { Person, Tracing } from '@waymark/contracts'
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

/** PRSB social prescribing 1.1, person demographics. The NHS number is found by, never keyed by. */
export const personTable = sqliteTable(
  'person',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    /** The family name as it is compared: without case, accents, spaces and hyphens. */
    familyKey: text('family_key').notNull(),
    knownAs: text('known_as'),
    birthDate: text('birth_date').notNull(),
    nhsNumber: text('nhs_number'),
    nhsNumberTracing: text('nhs_number_tracing').$type<Tracing>(),
    address: text('address'),
    postcode: text('postcode'),
    communication: text('communication', { mode: 'json' }).$type<Person['communication']>(),
    contact: text('contact', { mode: 'json' }).$type<Person['contact']>(),
    accountId: text('account_id'),
    /** Settled to be the same person as this one; the row stays, with what it said. */
    mergedInto: text('merged_into').references((): AnySQLiteColumn => personTable.id),
    registeredAt: text('registered_at').notNull(),
    version: integer('version').notNull(),
    lastModified: text('last_modified').notNull(),
  },
  (table) => [
    uniqueIndex('person_account').on(table.tenant, table.accountId),
    index('person_nhs_number').on(table.tenant, table.nhsNumber),
    index('person_birth_date').on(table.tenant, table.birthDate),
  ],
)
