import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const knownOrNot = ['yes', 'no', 'notKnown'] as const

/** HSDS 3.1 `location` with its `address` and `accessibility`. */
export const locationTable = sqliteTable('location', {
  id: text('id').primaryKey(),
  tenant: text('tenant').notNull(),
  name: text('name'),
  address1: text('address1').notNull(),
  town: text('town').notNull(),
  postcode: text('postcode').notNull(),
  latitude: real('latitude').notNull(),
  longitude: real('longitude').notNull(),
  precision: text('precision', { enum: ['exact', 'postcode', 'outcode', 'town'] }).notNull(),
  transport: text('transport'),
  stepFree: text('step_free', { enum: knownOrNot }).notNull(),
  accessibleToilet: text('accessible_toilet', { enum: knownOrNot }).notNull(),
  hearingLoop: text('hearing_loop', { enum: knownOrNot }).notNull(),
  accessNotes: text('access_notes'),
  hideAddress: integer('hide_address', { mode: 'boolean' }).notNull(),
})
