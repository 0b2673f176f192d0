import { expect, test } from 'vitest'
import { audit } from './audit.ts'
import { record } from './events.ts'
import { listLooks } from './looks.ts'
import type { Database } from './open.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { north, noteWritten, south } from './testing/open-for-test.ts'

let db: Database
eachTestOpens((opened) => {
  db = opened
})

const most10 = { except: 'nobody', most: 10 }
const asked = { tenant: 'north', subject: 'a' }

test('happy: reads of a subject, the newest first, with what was noted', async () => {
  const user = { kind: 'user', tenant: 'north', userId: 'u1', memberships: [] } as const
  await db.write((tx) => audit(tx, north, { action: 'note.listed', subject: 'a' }))
  const detail = { noteId: 'n1' }
  await db.write((tx) => audit(tx, user, { action: 'note.read', subject: 'a', detail }))
  expect(await listLooks(db.reader, asked, most10)).toMatchObject([
    { userId: 'u1', action: 'note.read', detail },
    { userId: null, action: 'note.listed', detail: null },
  ])
  expect(await listLooks(db.reader, asked, { except: 'nobody', most: 1 })).toHaveLength(1)
  expect(await listLooks(db.reader, asked, { except: 'u1', most: 10 })).toMatchObject([
    { action: 'note.listed' },
  ])
})

test('refused: an act is not a look', async () => {
  await db.write((tx) => record(tx, north, noteWritten, { noteId: 'a', revision: 1 }))
  expect(await listLooks(db.reader, asked, most10)).toEqual([])
})

test('secure: neither another subject’s nor another tenant’s', async () => {
  await db.write((tx) => audit(tx, south, { action: 'note.read', subject: 'a' }))
  await db.write((tx) => audit(tx, north, { action: 'note.read', subject: 'b' }))
  expect(await listLooks(db.reader, asked, most10)).toEqual([])
})
