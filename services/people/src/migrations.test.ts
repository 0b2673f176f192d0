import { schemaDifferences } from '@waymark/db'
import { expect, test } from 'vitest'
import { attemptTable } from './attempt/tables.ts'
import { entryTable } from './entry/tables.ts'
import { matchTable } from './match/tables.ts'
import { personTable } from './person/tables.ts'
import { relationshipTable } from './relationship/tables.ts'
import { startPeople } from './testing.ts'

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const { deps, stop } = await startPeople()
  const tables = [personTable, entryTable, relationshipTable, matchTable, attemptTable]
  expect(await schemaDifferences(deps.db.reader, tables)).toEqual([])
  await stop()
})
