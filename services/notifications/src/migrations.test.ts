import { schemaDifferences } from '@waymark/db'
import { expect, test } from 'vitest'
import { hearingTable } from './hearing/tables.ts'
import { heldTable } from './held/tables.ts'
import { keptMessageTable } from './mailbox/tables.ts'
import { noticeTable } from './notice/tables.ts'
import { startNotifications } from './testing.ts'

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const { deps, stop } = await startNotifications()
  const tables = [noticeTable, keptMessageTable, hearingTable, heldTable]
  expect(await schemaDifferences(deps.db.reader, tables)).toEqual([])
  await stop()
})
