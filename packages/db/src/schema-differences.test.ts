import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import type { Database } from './open.ts'
import { schemaDifferences } from './schema-differences.ts'
import { commonTables } from './tables.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { notes } from './testing/open-for-test.ts'

let db: Database
eachTestOpens((opened) => {
  db = opened
})

test('happy: the drizzle tables say what the migrated file has', async () => {
  expect(await schemaDifferences(db.reader, [...commonTables, notes])).toEqual([])
})

test('refused: a table that says something else is told apart line by line', async () => {
  const wrong = sqliteTable('notes', {
    id: text('id').primaryKey().notNull(),
    text: text('text').unique('notes_text'),
    version: text('version').notNull(),
    author: integer('author'),
  })
  expect(await schemaDifferences(db.reader, [wrong])).toEqual([
    'notes: column text text is not in the file',
    'notes: column version text not null is not in the file',
    'notes: column author integer is not in the file',
    'notes: column text text not null is only in the file',
    'notes: column version integer not null is only in the file',
    'notes: unique index notes_text (text) is not in the file',
  ])
})
