import { schemaDifferences } from '@waymark/db'
import { personAccountTable, relationshipTable } from '@waymark/relationships'
import { expect, test } from 'vitest'
import { agreementTable } from './agreement/tables.ts'
import * as answerLinkTables from './answer-link/tables.ts'
import { assignmentTable } from './assignment/tables.ts'
import { attendanceTable } from './attendance/tables.ts'
import * as messageBackTables from './message-back/tables.ts'
import * as noticeTables from './notice/tables.ts'
import * as outcomeTables from './outcome/tables.ts'
import { questionTable } from './question/tables.ts'
import { referralTable } from './referral/tables.ts'
import { startReferrals } from './testing.ts'
import { timerTable } from './timer/tables.ts'

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const { deps, stop } = await startReferrals()
  const tables = [
    ...[referralTable, assignmentTable, agreementTable, questionTable],
    ...[personAccountTable, relationshipTable, timerTable],
    ...Object.values(answerLinkTables),
    ...Object.values(noticeTables),
    ...Object.values(outcomeTables),
    ...Object.values(messageBackTables),
    attendanceTable,
  ]
  expect(await schemaDifferences(deps.db.reader, tables)).toEqual([])
  await stop()
})
