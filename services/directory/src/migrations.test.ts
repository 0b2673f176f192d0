import { schemaDifferences } from '@waymark/db'
import { expect, test } from 'vitest'
import { listingLocationTable, listingTable, sessionTable } from './listing/tables.ts'
import { listingCheckTable } from './listing-check/tables.ts'
import { locationTable } from './location/tables.ts'
import { organisationTable } from './organisation/tables.ts'
import { mailboxProofTable, readinessTable } from './readiness/tables.ts'
import { startDirectory } from './testing.ts'

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const { deps, stop } = await startDirectory()
  const tables = [
    organisationTable,
    locationTable,
    listingTable,
    sessionTable,
    listingLocationTable,
    listingCheckTable,
    readinessTable,
    mailboxProofTable,
  ]
  expect(await schemaDifferences(deps.db.reader, tables)).toEqual([])
  await stop()
})
