import { createClient } from '@libsql/client'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit, eraseAuditDetail, verifyAuditChain } from './audit.ts'
import { isUniqueViolation } from './engine-errors.ts'
import { record } from './events.ts'
import type { Database } from './open.ts'
import { audits, events } from './tables.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { north, noteWritten, placeOf, south, testAuditKey } from './testing/open-for-test.ts'

let db: Database
const folder = eachTestOpens((opened) => {
  db = opened
})

const written = (noteId: string) => ({ noteId, revision: 1 })

/** Changes the file behind the database's back, as somebody holding it could. */
async function tamper(...statements: string[]): Promise<void> {
  const outside = createClient(placeOf(folder.path))
  await outside.batch(
    ['drop trigger audit_is_only_cleared', 'drop trigger audit_is_never_deleted', ...statements],
    'write',
  )
  outside.close()
}

async function threeActs(): Promise<void> {
  for (const subject of ['a', 'b', 'c']) {
    await db.write((tx) =>
      audit(tx, north, { action: 'note.read', subject, detail: { reason: `about ${subject}` } }),
    )
  }
}

test('refused: events and audit rows cannot be deleted or rewritten', async () => {
  await db.write((tx) => record(tx, north, noteWritten, written('a')))
  await expect(db.write((tx) => tx.delete(events))).rejects.toThrow()
  await expect(db.write((tx) => tx.update(events).set({ type: 'x' }))).rejects.toThrow()
  await expect(db.write((tx) => tx.delete(audits))).rejects.toThrow()
  await expect(db.write((tx) => tx.update(audits).set({ actor: 'x' }))).rejects.toThrow()
  expect(await verifyAuditChain(db.reader, [testAuditKey], 'north')).toEqual({
    rows: 1,
    brokenAt: null,
  })
})

test('happy: each tenant has its own chain, and erased details do not break it', async () => {
  await threeActs()
  await db.write((tx) => audit(tx, south, { action: 'note.read', subject: 'a', detail: { n: 1 } }))
  expect(await db.write((tx) => eraseAuditDetail(tx, { tenant: 'north', subject: 'b' }))).toBe(1)
  const rows = await db.reader.select().from(audits).where(eq(audits.subject, 'b'))
  expect(rows).toMatchObject([{ salt: null, detail: null }])
  const verify = (tenant: string) => verifyAuditChain(db.reader, [testAuditKey], tenant)
  expect(await verify('north')).toEqual({ rows: 3, brokenAt: null })
  expect(await verify('south')).toEqual({ rows: 1, brokenAt: null })
})

test.each([
  ['a changed fact', `update audit set actor = 'user:somebody-else' where seq = 2`, 2],
  ['a changed detail', `update audit set detail = '{"reason":"nothing"}' where seq = 2`, 2],
  ['a detail without its salt', 'update audit set salt = null where seq = 1', 1],
  ['a row taken out', 'delete from audit where seq = 2', 3],
  ['another key named', `update audit set key_id = 'k2' where seq = 3`, 3],
  ['rows in another order', 'update audit set seq = 9 where seq = 1', 2],
])('secure: the chain shows %s', async (_what, statement, brokenAt) => {
  await threeActs()
  await tamper(statement)
  const found = await verifyAuditChain(db.reader, [testAuditKey], 'north')
  expect(found.brokenAt).toBe(brokenAt)
})

test('secure: a chain cannot fork, and a wrong key does not verify it', async () => {
  await threeActs()
  const fork = tamper(
    `insert into audit (tenant, previous, mac, key_id, actor, action, subject, occurred_at, digest)
     select tenant, previous, 'x', key_id, actor, action, subject, occurred_at, digest
     from audit where seq = 2`,
  )
  expect(isUniqueViolation(await fork.catch((error: unknown) => error))).toBe(true)
  const wrongKey = { id: 'k1', secret: new TextEncoder().encode('another key') }
  expect(await verifyAuditChain(db.reader, [wrongKey], 'north')).toEqual({ rows: 1, brokenAt: 1 })
})
