import { type Clock, createIds } from '@waymark/core'
import { expect, test } from 'vitest'
import { sweepIdempotencyKeys } from './idempotency.ts'
import type { Database } from './open.ts'
import { eachTestOpens } from './testing/each-test.ts'
import { notes } from './testing/open-for-test.ts'

const time = { now: new Date('2026-03-02T10:00:00Z') }
const now: Clock = () => time.now
let db: Database
eachTestOpens(
  (opened) => {
    db = opened
    time.now = new Date('2026-03-02T10:00:00Z')
  },
  () => ({ now, newId: createIds(now) }),
)

const aKey = {
  tenant: 'north',
  actor: 'user:1',
  route: 'post /notes',
  key: 'k-1',
  bodyHash: 'h1',
}

let made = 0
const makeNote = (key: Parameters<Database['writeOnce']>[0]) =>
  db.writeOnce(key, async (tx) => {
    made += 1
    const id = `n${made}`
    await tx.insert(notes).values({ id, text: 'hello', version: 1 })
    return { id }
  })

test('happy: the same key and body give the same record without doing it again', async () => {
  const both = await Promise.all([makeNote(aKey), makeNote(aKey)])
  expect(both.map((one) => one.repeated)).toEqual([false, true])
  expect(both[0]?.id).toBe(both[1]?.id)
  expect(await db.reader.$count(notes)).toBe(1)
})

test('happy: another tenant, person or route, or no key, is another act', async () => {
  await makeNote(aKey)
  for (const other of [{ tenant: 'south' }, { actor: 'user:2' }, { route: 'post /other' }]) {
    expect(await makeNote({ ...aKey, ...other })).toMatchObject({ repeated: false })
  }
  await makeNote(undefined)
  expect(await db.reader.$count(notes)).toBe(5)
})

test('refused: the same key with another body; a failed act keeps no key', async () => {
  await makeNote(aKey)
  await expect(makeNote({ ...aKey, bodyHash: 'h2' })).rejects.toMatchObject({ code: 'invalid' })
  const fresh = { ...aKey, key: 'k-2' }
  const failing = db.writeOnce(fresh, async () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await makeNote(fresh)).toMatchObject({ repeated: false })
})

test('refused: a rival that kept the same key meanwhile', async () => {
  const rival = db.writeOnce(aKey, async (tx) => {
    await makeNote(aKey)
    await tx.insert(notes).values({ id: 'mine', text: 'hello', version: 1 })
    return { id: 'mine' }
  })
  await expect(rival).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.reader.$count(notes)).toBe(0)
})

test('happy: a key is forgotten after 72 hours and not before', async () => {
  await makeNote(aKey)
  time.now = new Date('2026-03-05T10:00:00Z')
  expect(await makeNote(aKey)).toMatchObject({ repeated: true })
  time.now = new Date('2026-03-05T10:00:01Z')
  expect(await db.write((tx) => sweepIdempotencyKeys(tx, now))).toBe(1)
  expect(await makeNote(aKey)).toMatchObject({ repeated: false })
})

test('happy: what a key has made is told without doing the work', async () => {
  expect([await db.madeBy(undefined), await db.madeBy(aKey)]).toEqual([null, null])
  const { id } = await makeNote(aKey)
  expect(await db.madeBy(aKey)).toBe(id)
  expect(await db.madeBy({ ...aKey, actor: 'user:2' })).toBeNull()
  const other = db.madeBy({ ...aKey, bodyHash: 'h2' })
  await expect(other).rejects.toMatchObject({ code: 'invalid' })
})
