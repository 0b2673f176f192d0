import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type MigrationSet, migrate } from './migrate.ts'
import { temporaryFolder } from './testing/open-for-test.ts'
import { createWriteQueue, type WriteQueue } from './write-queue.ts'

const folder = { path: '', remove: () => {} }
beforeEach(() => {
  Object.assign(folder, temporaryFolder())
})
afterEach(() => {
  folder.remove()
})

const counter = { name: '0001-counter', statements: ['create table counter (n integer)'] }
const seeded = { name: '0002-seed', statements: ['insert into counter values (1)'] }
const doubled = { name: '0003-double', statements: ['update counter set n = n * 2'] }

const setOf = (...migrations: MigrationSet['migrations']): readonly MigrationSet[] => [
  { owner: 'directory', migrations },
]

function openQueue() {
  const client = createClient({ url: `file:${folder.path}/directory.db`, timeout: 5000 })
  return { client, queue: createWriteQueue(client, async () => {}) }
}

/** Whatever else it does, `between` comes right after the first of its transactions. */
function interrupted(queue: WriteQueue, between: () => Promise<void>): WriteQueue {
  let isFirst = true
  return {
    ...queue,
    async run(work) {
      const result = await queue.run(work)
      if (isFirst) {
        isFirst = false
        await between()
      }
      return result
    },
  }
}

test('secure: a rival that came between reading and applying: applied once', async () => {
  const [slow, rival] = [openQueue(), openQueue()]
  await migrate(rival.queue, setOf(counter, seeded), async () => {})
  const all = setOf(counter, seeded, doubled)
  const overtaken = interrupted(slow.queue, () => migrate(rival.queue, all, async () => {}))
  await migrate(overtaken, all, async () => {})
  const { rows } = await rival.client.execute('select n from counter')
  expect(rows.map(({ n }) => n)).toEqual([2])
  slow.client.close()
  rival.client.close()
})

test('refused: half a migration; all of it is there on the next start, or none', async () => {
  const { client, queue } = openQueue()
  await migrate(queue, setOf(counter, seeded), async () => {})
  const broken = {
    ...doubled,
    statements: [...doubled.statements, 'insert into nowhere values (1)'],
  }
  await expect(migrate(queue, setOf(counter, seeded, broken), async () => {})).rejects.toThrow(
    'None of it was kept',
  )
  expect((await client.execute('select n from counter')).rows.map(({ n }) => n)).toEqual([1])
  await migrate(queue, setOf(counter, seeded, doubled), async () => {})
  expect((await client.execute('select n from counter')).rows.map(({ n }) => n)).toEqual([2])
  client.close()
})
