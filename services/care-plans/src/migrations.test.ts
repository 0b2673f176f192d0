import { schemaDifferences } from '@waymark/db'
import { personAccountTable, relationshipTable } from '@waymark/relationships'
import { expect, test } from 'vitest'
import { lineTable } from './line/tables.ts'
import * as loopTables from './loop/tables.ts'
import * as newsTables from './news/tables.ts'
import { planTable } from './plan/tables.ts'
import { startCarePlans } from './testing.ts'

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const { deps, stop } = await startCarePlans()
  const tables = [relationshipTable, personAccountTable, planTable, lineTable]
  const all = [...tables, ...Object.values(loopTables), ...Object.values(newsTables)]
  expect(await schemaDifferences(deps.db.reader, all)).toEqual([])
  await stop()
})
