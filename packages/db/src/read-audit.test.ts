import { systemClock as now } from '@waymark/core'
import { expect, test } from 'vitest'
import { verifyAuditChain } from './audit.ts'
import type { Database } from './open.ts'
import { createReadAudit } from './read-audit.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { north, south, testAuditKey } from './testing/open-for-test.ts'

let db: Database
eachTestOpens((opened) => {
  db = opened
})

test('happy: reads are noted together, in order, by the time of flush', async () => {
  const reads = createReadAudit({ db, now })
  for (let n = 0; n < 450; n += 1) {
    reads.note(n % 2 === 0 ? north : south, { action: 'note.read', subject: `n${n}` })
  }
  await reads.close()
  const verify = (tenant: string) => verifyAuditChain(db.reader, [testAuditKey], tenant)
  expect(await verify('north')).toEqual({ rows: 225, brokenAt: null })
  expect(await verify('south')).toEqual({ rows: 225, brokenAt: null })
})

test('refused: a read that cannot be noted', async () => {
  const reads = createReadAudit({ db, now })
  const readOn = () => {
    for (let n = 0; n <= 5000; n += 1) reads.note(north, { action: 'note.read', subject: 'a' })
  }
  expect(readOn).toThrow('We cannot note who reads this just now')
  await reads.close()
})
