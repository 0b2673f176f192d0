import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { record } from '../events.ts'
import type { Database } from '../open.ts'
import { eachTestOpens } from '../testing/each-test.ts'
import { north, noteErased, noteWritten } from '../testing/open-for-test.ts'
import { readWithdrawals } from './withdrawals.ts'

let db: Database
/** What the list held just before each commit. */
const beforeCommits: string[] = []
const folder = eachTestOpens(
  (opened) => {
    db = opened
    beforeCommits.length = 0
  },
  () => ({
    withdrawals: list(),
    failpoint: (name) => {
      if (name !== 'db.before-commit' || !existsSync(list())) return
      beforeCommits.push(readFileSync(list(), 'utf8'))
    },
  }),
)
const list = () => `${folder.path}/withdrawals.log`

const tell = (event: typeof noteErased | typeof noteWritten, noteId: string) =>
  db.write((tx) => record(tx, north, event, { noteId, revision: 1 }))

test('happy: what never waits is listed by ids, before its commit; the rest is not', async () => {
  await tell(noteWritten, 'kept')
  await tell(noteErased, 'gone')
  expect(beforeCommits.at(-1)).toContain('"noteId":"gone"')
  expect(await readWithdrawals(list())).toEqual({
    list: [
      {
        ...{ service: 'directory', id: expect.any(String), tenant: 'north', version: 1 },
        ...{ type: 'note.erased', subject: 'gone', payload: { noteId: 'gone', revision: 1 } },
        occurredAt: expect.any(String),
      },
    ],
    unreadable: 0,
  })
})

test('happy: a line that was cut off swallows no other, and is counted', async () => {
  await tell(noteErased, 'one')
  appendFileSync(list(), '\n{"service":"directory","id":"cu')
  await tell(noteErased, 'two')
  const found = await readWithdrawals(list())
  expect(found?.list.map(({ subject }) => subject)).toEqual(['one', 'two'])
  expect(found?.unreadable).toBe(1)
})

test('refused: a write that throws lists nothing', async () => {
  const failing = db.write(async (tx) => {
    await record(tx, north, noteErased, { noteId: 'one', revision: 1 })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await readWithdrawals(list())).toEqual({ list: [], unreadable: 0 })
})

test('secure: the list is there from the start, and its owner’s alone', async () => {
  expect(existsSync(list())).toBe(true)
  expect(statSync(list()).mode & 0o077).toBe(0)
  expect(await readWithdrawals(`${folder.path}/none.log`)).toBeNull()
})
