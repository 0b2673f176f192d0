import { afterEach, beforeEach, expect, test } from 'vitest'
import { referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'
import { move } from './rules.ts'
import { findAssignment, saveAssignment } from './store.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(() => started.stop())

test('secure: a part is found by its id in its own tenant alone', async () => {
  const { db } = started.deps
  const { id } = (await referMargaret(started)).assignment
  expect(await findAssignment(db.reader, 'demo', id)).toMatchObject({ id, state: 'requested' })
  expect(await findAssignment(db.reader, 'demo-two', id)).toBeNull()
})

test('refused: of two who read the same part and each move it, the second', async () => {
  const { db } = started.deps
  const { id } = (await referMargaret(started)).assignment
  const read = await findAssignment(db.reader, 'demo', id)
  if (read === null) throw new Error('It was sent just now.')
  await db.write((tx) => saveAssignment(tx, 'demo', move(read, 'withdraw')))
  const second = db.write((tx) => saveAssignment(tx, 'demo', move(read, 'question')))
  await expect(second).rejects.toMatchObject({ code: 'conflict' })
  expect(await findAssignment(db.reader, 'demo', id)).toMatchObject({ state: 'withdrawn' })
})

test('secure: nobody of another tenant saves a part', async () => {
  const { db } = started.deps
  const { id } = (await referMargaret(started)).assignment
  const read = await findAssignment(db.reader, 'demo', id)
  if (read === null) throw new Error('It was sent just now.')
  const elsewhere = db.write((tx) => saveAssignment(tx, 'demo-two', move(read, 'withdraw')))
  await expect(elsewhere).rejects.toMatchObject({ code: 'conflict' })
})
