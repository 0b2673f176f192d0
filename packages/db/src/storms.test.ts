import type { ChildProcess } from 'node:child_process'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyAuditChain } from './audit.ts'
import { events } from './tables.ts'
import { linesOf, startChild, wordFrom } from './testing/child.ts'
import { notes, openForTest, temporaryFolder, testAuditKey } from './testing/open-for-test.ts'

/** As large as every run can bear, or as `npm run storm` asks: what tests/ has is above us. */
const stormSize = (sizes: { ci: number; full: number }) =>
  process.env.STORM === 'full' ? sizes.full : sizes.ci

/** For a machine that is busy with other things. */
const limitMs = stormSize({ ci: 300_000, full: 3_600_000 })

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

/** Told all at once to write, and what each was told is saved. */
async function writeAtOnce(rivals: number, writes: number, timeoutMs: number) {
  const share = String(writes / rivals)
  const children = Array.from({ length: rivals }, (_, index) =>
    start('storm-writer.ts', folder.path, `rival${index}`, share, String(timeoutMs)),
  )
  const ended = children.map((child) => linesOf(child))
  await Promise.all(children.map(wordFrom))
  for (const child of children) child.send('go')
  return Promise.all(ended)
}

test.each([
  { rivals: 2, timeoutMs: 0, ci: 2_000 },
  { rivals: 2, timeoutMs: 5000, ci: 2_000 },
  { rivals: 4, timeoutMs: 0, ci: 10_000 },
  { rivals: 4, timeoutMs: 5000, ci: 10_000 },
])(
  'secure: $rivals processes on one file, timeout $timeoutMs: acknowledged is what is there',
  async ({ rivals, timeoutMs, ci }) => {
    const writes = stormSize({ ci, full: 10_000 })
    const results = await writeAtOnce(rivals, writes, timeoutMs)
    const acknowledged = results.flatMap((result) => result.lines).sort()
    expect(await idsInFile()).toEqual(acknowledged)
    expect(results.map((result) => result.code)).toEqual(results.map(() => 0))
    expect(acknowledged).toHaveLength(writes)
  },
  limitMs,
)

/** A round of starts on one file, all with the same data migration pending. */
async function openTogether(starters: readonly ChildProcess[], round: number): Promise<void> {
  const path = `${folder.path}/round-${round}`
  const openAll = (who: readonly ChildProcess[], pending: boolean) =>
    Promise.all(
      who.map((child) => {
        const said = wordFrom(child)
        child.send({ folder: path, pending })
        return said
      }),
    )
  // Odd rounds start from an existing file, even ones from none at all.
  if (round % 2 === 1) await openAll(starters.slice(0, 1), false)
  expect(await openAll(starters, true)).toEqual(starters.map(() => 'opened'))
  const outside = createClient({ url: `file:${path}/directory.db`, timeout: 5000 })
  const { rows } = await outside.execute('select n from counter')
  outside.close()
  expect(rows.map((row) => row.n)).toEqual([2])
}

test(
  'secure: ten processes starting together on a pending migration apply it once',
  async () => {
    const rounds = stormSize({ ci: 10, full: 50 })
    const starters = Array.from({ length: 10 }, () => start('starter.ts'))
    await Promise.all(starters.map(wordFrom))
    for (let round = 0; round < rounds; round += 1) await openTogether(starters, round)
  },
  limitMs,
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
