import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { event } from '@waymark/contracts'
import { createIds, type OperatorActor, systemClock } from '@waymark/core'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { type Database, type DatabaseOptions, openDatabase } from '../open.ts'

/** A small table of the tests' own, made by a migration like any service's. */
export const notes = sqliteTable('notes', {
  id: text('id').primaryKey().notNull(),
  text: text('text').notNull(),
  version: integer('version').notNull(),
})

/** Its key to a note is looked at only by COMMIT: the way to make a real COMMIT fail. */
export const replies = sqliteTable('replies', {
  id: text('id').primaryKey().notNull(),
  noteId: text('note_id').notNull(),
})

export const notesMigration = {
  name: '0001-notes',
  statements: [
    `create table notes
     (id text primary key not null, text text not null, version integer not null) strict`,
    `create table replies
     (id text primary key not null,
      note_id text not null references notes (id) deferrable initially deferred) strict`,
  ],
}

const aboutNote = z.object({ noteId: z.string(), revision: z.number() })

export const noteWritten = event('note.written', {
  version: 1,
  subject: 'noteId',
  payload: aboutNote,
})

export const noteErased = event('note.erased', {
  version: 1,
  subject: 'noteId',
  payload: aboutNote,
  neverWaits: true,
})

export const testAuditKey = { id: 'k1', secret: new TextEncoder().encode('a key for tests alone') }

export const north: OperatorActor = { kind: 'operator', tenant: 'north' }
export const south: OperatorActor = { kind: 'operator', tenant: 'south' }

/** A folder of its own that is removed by `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'waymark-db-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Where a test's database is: a file in `folder`, or on the server that `TEST_DATABASE_URL` names.
 * `{database}` in it stands for the name of the database, `TEST_DATABASE_AUTH_TOKEN` for its token.
 */
export function placeOf(folder: string, service = 'directory'): DatabasePlace {
  const { TEST_DATABASE_URL: server, TEST_DATABASE_AUTH_TOKEN: authToken } = process.env
  if (server === undefined) return { url: `file:${folder}/${service}.db` }
  const url = server.replace('{database}', `${basename(folder)}-${service}`.toLowerCase())
  return { url, ...(authToken === undefined ? {} : { authToken }) }
}

type DatabasePlace = Pick<DatabaseOptions, 'url' | 'authToken'>

/** A real database in `folder`, with the notes table. */
export function openForTest(
  folder: string,
  given: Partial<DatabaseOptions> = {},
): Promise<Database> {
  return openDatabase({
    service: 'directory',
    ...placeOf(folder, given.service),
    now: systemClock,
    newId: createIds(systemClock),
    migrations: [notesMigration],
    auditKey: testAuditKey,
    ...given,
  })
}
