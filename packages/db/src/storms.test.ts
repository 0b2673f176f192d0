import type { ChildProcess } from 'node:child_process'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyAuditChain } from './audit.ts'
import { events } from './tables.ts'
import { linesOf, startChild, wordFrom } from './testing/child.ts'
import { notes, openForTest, temporaryFolder, testAuditKey } from './testing/open-for-test.ts'

/** The full form of every storm, as `npm run storm` asks for it. */
const isFull = process.env.STORM === 'full'
const stormLimitMs = 600_000

const folder = { path: '', remove: () => {} }
const children: ChildProcess[] = []

beforeEach(() => {
  Object.assign(folder, temporaryFolder())
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  folder.remove()
})

function start(script: string, ...args: string[]): ChildProcess {
  const child = startChild(script, ...args)
  children.push(child)
  return child
}

/** What a connection that wrote nothing finds in the file: a writer sees its own lost rows. */
async function idsInFile(): Promise<string[]> {
  const outside = createClient({ url: `file:${folder.path}/directory.db`, timeout: 5000 })
  const { rows } = await outside.execute('select id from notes')
  outside.close()
  return rows.map((row) => String(row.id)).sort()
}

/** Ten thousand writes in all, or in each of these in the full form. */
const writesEach = isFull ? 10_000 : 2_500
const rounds = isFull ? 50 : 10

test.each([
  [2, '0'],
  [2, '5000'],
  [4, '0'],
  [4, '5000'],
])(
  'secure: %i processes on one file, timeout %s: acknowledged is what is there',
  async (processes, timeout) => {
    const share = String(writesEach / processes)
    const rivals = ['north', 'east', 'south', 'west']
      .slice(0, processes)
      .map((name) => start('storm-writer.ts', folder.path, name, share, timeout))
    const ended = rivals.map((rival) => linesOf(rival))
    await Promise.all(rivals.map(wordFrom))
    for (const rival of rivals) rival.send('go')
    const results = await Promise.all(ended)
    const acknowledged = results.flatMap((result) => result.lines).sort()
    expect(await idsInFile()).toEqual(acknowledged)
    expect(results.map((result) => result.code)).toEqual(rivals.map(() => 0))
    expect(acknowledged).toHaveLength(writesEach)
  },
  stormLimitMs,
)

test(
  'secure: ten processes starting together on a pending migration apply it once',
  async () => {
    const starters = Array.from({ length: 10 }, () => start('starter.ts'))
    await Promise.all(starters.map(wordFrom))
    for (let round = 0; round < rounds; round += 1) {
      const path = `${folder.path}/round-${round}`
      const openAll = (who: ChildProcess[], pending: boolean) =>
        Promise.all(
          who.map((child) => {
            const said = wordFrom(child)
            child.send({ folder: path, pending })
            return said
          }),
        )
      // Odd rounds start from an existing file, even ones from none at all.
      if (round % 2 === 1) await openAll(starters.slice(0, 1), false)
      const said = await openAll(starters, true)
      expect(said).toEqual(starters.map(() => 'opened'))
      const outside = createClient({ url: `file:${path}/directory.db`, timeout: 5000 })
      const { rows } = await outside.execute('select n from counter')
      outside.close()
      expect(rows.map((row) => row.n)).toEqual([2])
    }
  },
  stormLimitMs,
)

/** Whole or not at all: every note has its event and audit row, and the chain holds. */
async function wholeNotes(): Promise<string[]> {
  const db = await openForTest(folder.path)
  const ids = (await db.reader.select({ id: notes.id }).from(notes)).map((row) => row.id).sort()
  const told = await db.reader.select({ subject: events.subject }).from(events)
  const chain = await verifyAuditChain(db.reader, [testAuditKey], 'north')
  await db.close()
  expect(told.map((row) => row.subject).sort()).toEqual(ids)
  expect(chain).toEqual({ rows: ids.length, brokenAt: null })
  return ids
}

test.each([
  ['db.before-commit', 7, 0],
  ['db.after-commit', 5, 1],
])('secure: kill -9 at %s leaves nothing half-written', async (failpoint, nth, unanswered) => {
  const { lines, signal } = await linesOf(
    start('killed-writer.ts', folder.path, failpoint, String(nth)),
  )
  expect(signal).toBe('SIGKILL')
  expect(lines).toHaveLength(nth - 1)
  const ids = await wholeNotes()
  expect(ids).toHaveLength(lines.length + unanswered)
  expect(ids).toEqual(expect.arrayContaining(lines))
})

test('secure: kill -9 in a migration leaves none of it; the next start applies it', async () => {
  const child = start('killed-writer.ts', folder.path, 'db.migration-half', '2')
  expect(await linesOf(child)).toMatchObject({ lines: [], signal: 'SIGKILL' })
  const outside = createClient({ url: `file:${folder.path}/directory.db` })
  const { rows } = await outside.execute(
    "select name from sqlite_master where name = 'notes' union select name from migrations",
  )
  outside.close()
  expect(rows.map((row) => row.name)).toEqual(['common/0001-records'])
  expect(await wholeNotes()).toEqual([])
})

test('secure: killed at any moment, all acknowledged is there and the lock is free', async () => {
  let before: string[] = []
  for (const killAfter of [1, 23, 58]) {
    const child = start('killed-writer.ts', folder.path)
    const { lines } = await linesOf(child, (count) => {
      if (count === killAfter) child.kill('SIGKILL')
    })
    const ids = await wholeNotes()
    expect(ids).toEqual(expect.arrayContaining([...before, ...lines]))
    expect(ids.length - before.length - lines.length).toBeLessThanOrEqual(1)
    before = ids
  }
})

test('refused: a second process on the same file, until the first is gone', async () => {
  const child = start('killed-writer.ts', folder.path)
  let refusal: unknown
  await linesOf(child, (count) => {
    if (count !== 1) return
    openForTest(folder.path)
      .catch((error: unknown) => {
        refusal = error
      })
      .finally(() => child.kill('SIGKILL'))
  })
  expect(refusal).toMatchObject({ code: 'unavailable' })
  expect((await wholeNotes()).length).toBeGreaterThan(0)
})
