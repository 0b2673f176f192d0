import { fileURLToPath } from 'node:url'
import { verifyAuditChain } from '@waymark/db'
import { type Directory, openDirectory } from '@waymark/directory'
import { openPlatform, type Platform } from '@waymark/http'
import { removeFolder, runChild, temporaryFolder } from '@waymark/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { damageIn, lookInto, type Outside } from '../support/outside.ts'
import { createRandom } from '../support/random.ts'
import { isFreeIn, stormSettings } from './import-file.ts'

const tenant = 'demo'
const childScript = fileURLToPath(new URL('import-child.ts', import.meta.url))

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) removeFolder(folder)
})

function aFolder(): string {
  const folder = temporaryFolder()
  folders.push(folder)
  return folder
}

/** An outcome the importer was told of before the process died. */
interface Acknowledged {
  readonly line: number
  readonly revision: number
  readonly result: string
  readonly listingId: string
}

interface Run {
  readonly rows: number
  readonly revision: number
  /** Empty for a run that is left to end; `none` for one that only the parent ends. */
  readonly failpoint: string
  readonly nth?: number
  /** The parent kills it so many milliseconds after so many rows were acknowledged. */
  readonly killAfter?: { readonly acknowledged: number; readonly pauseMs: number }
}

async function importUntilKilled(dataDir: string, run: Run): Promise<readonly Acknowledged[]> {
  const { rows, revision, failpoint, nth = 1, killAfter } = run
  const args = [dataDir, rows, revision, failpoint, nth].map(String)
  const child = runChild({ script: childScript, args })
  if (killAfter !== undefined) {
    let pending = true
    child.child.stdout?.on('data', () => {
      const enough = linesOf(child.output()).length >= killAfter.acknowledged
      if (!pending || !enough) return
      pending = false
      child.killIn(killAfter.pauseMs)
    })
  }
  await child.ended
  expect(child.child.signalCode, child.output()).toBe(failpoint === '' ? null : 'SIGKILL')
  return linesOf(child.output()).map(toAcknowledged)
}

/** Only whole lines: the last one of a killed process may be cut. */
function linesOf(output: string): string[] {
  return output.split('\n').slice(0, -1)
}

function toAcknowledged(text: string): Acknowledged {
  const match = /^(\d+) (\d+) (created|changed|unchanged) ([0-9a-f-]{36})$/.exec(text)
  if (match === null) throw new Error(`The importer said something else: ${text}`)
  const [, line, revision, result = '', listingId = ''] = match
  return { line: Number(line), revision: Number(revision), result, listingId }
}

/** Every acknowledged row is in the file, as it was acknowledged or as a later revision made it. */
async function expectAcknowledgedThere(outside: Outside, given: readonly Acknowledged[]) {
  const rows = await outside.rows('select id, name, description, cost_pence from listing')
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { line, revision, listingId } of given) {
    const found = byId.get(listingId)
    expect(found?.name, `line ${line}`).toBe(`Storm group ${line}`)
    const there = Number(/\d+$/.exec(String(found?.description))?.[0])
    expect(there, `line ${line}`).toBeGreaterThanOrEqual(revision)
    expect(found?.cost_pence, `line ${line}`).toBe(isFreeIn(there) ? 0 : 250)
  }
  return rows.length
}

/** Each group once, whole, with each thing that happened to it told once and written down once. */
async function expectNothingTwice(outside: Outside, listings: number) {
  const count = outside.count
  const once = [
    'select count(distinct name) from listing',
    'select count(*) from organisation',
    'select count(distinct name) from organisation',
    'select count(*) from location',
    'select count(distinct address1) from location',
    'select count(*) from listing_location',
    "select count(*) from events where type = 'listing.created'",
    "select count(distinct subject) from events where type = 'listing.created'",
    "select count(*) from events where type = 'organisation.created'",
    "select count(*) from audit where action = 'listing.created'",
    "select count(distinct subject) from audit where action = 'listing.created'",
  ]
  for (const sql of once) expect(await count(sql), sql).toBe(listings)
  const edits = await count("select count(*) from events where type = 'listing.edited'")
  expect(await count('select coalesce(sum(version - 1), 0) from listing')).toBe(edits)
  const told = 'select type, subject, count(*) from events group by 1, 2'
  const writtenDown = 'select action, subject, count(*) from audit group by 1, 2'
  expect(await outside.rows(`${told} except ${writtenDown}`)).toEqual([])
  expect(await outside.rows(`${writtenDown} except ${told}`)).toEqual([])
  expect(await damageIn(outside)).toEqual([])
}

/** The ids the index holds, found by browsing all of it, or only what is free. */
async function browse({ deps }: Directory, free: boolean): Promise<string[]> {
  const ids: string[] = []
  for (let offset = 0; ; offset += 100) {
    const { hits, total } = await deps.index.search({
      ...{ words: '', tenant, sort: { by: 'nextSession' }, offset, limit: 100 },
      ...(free ? { filter: { is: 'free', value: true } } : {}),
    })
    ids.push(...hits.map((hit) => hit.id))
    if (ids.length >= total || hits.length === 0) return ids.sort()
  }
}

/** Opens the directory as a next start would; gives where its index was, which a stop keeps. */
async function expectIndexAgrees(dataDir: string, outside: Outside): Promise<number> {
  const platform = await openPlatform({ settings: stormSettings(dataDir) })
  const directory = await openDirectory(platform, {})
  const idsWhere = async (condition: string) => {
    const rows = await outside.rows(`select id from listing where state = 'published' ${condition}`)
    return rows.map((row) => String(row.id)).sort()
  }
  expect(await browse(directory, false)).toEqual(await idsWhere(''))
  expect(await browse(directory, true)).toEqual(await idsWhere('and cost_pence = 0'))
  await expectChainHolds(platform, directory, outside)
  const position = await directory.embedded.position()
  expect(position?.seq).toBe(await headOf(outside))
  await platform.lifecycle.stop('looked')
  return position?.seq ?? 0
}

async function expectChainHolds(platform: Platform, { deps }: Directory, outside: Outside) {
  const keys = [{ id: 'audit-1', secret: await platform.secret('audit-key') }]
  const rows = await outside.count('select count(*) from audit')
  expect(await verifyAuditChain(deps.db.reader, keys, tenant)).toEqual({ rows, brokenAt: null })
}

function headOf(outside: Outside): Promise<number> {
  return outside.count('select coalesce(max(seq), 0) from events')
}

/** Kills one import after the other on the same data, from the file's start; looks after each. */
async function storm(
  dataDir: string,
  runs: readonly Run[],
): Promise<{ listings: number; caughtUp: number }> {
  const acknowledged: Acknowledged[] = []
  let listings = 0
  let indexAt = 0
  let caughtUp = 0
  for (const [index, run] of runs.entries()) {
    acknowledged.push(...(await importUntilKilled(dataDir, run)))
    const outside = lookInto(dataDir, 'directory')
    listings = await expectAcknowledgedThere(outside, acknowledged)
    // What was written and not acknowledged is at most the one row that each kill fell upon.
    const known = new Set(acknowledged.map(({ listingId }) => listingId)).size
    expect(listings - known).toBeLessThanOrEqual(index + 1)
    await expectNothingTwice(outside, listings)
    if (index > 0 && (await headOf(outside)) > indexAt) caughtUp += 1
    indexAt = await expectIndexAgrees(dataDir, outside)
    outside.close()
  }
  return { listings, caughtUp }
}

const rows = 60
const killedAt = (failpoint: string, nth: number, revision = 1): Run => {
  return { rows, revision, failpoint, nth }
}
const uncut = (revision: number): Run => ({ rows, revision, failpoint: '' })
/** A minute or so; on a machine that is busy with other things, whatever it takes. */
const limitMs = 300_000

// Each chain of kills has a folder of its own; side by side they keep two cores busy.
describe.concurrent('thirty kills', () => {
  test(
    'secure: ten half-way through building the database and before commits',
    async () => {
      const dataDir = aFolder()
      for (const nth of [1, 2]) {
        // It has acknowledged nothing, and the next start builds the whole.
        const killed = await importUntilKilled(dataDir, killedAt('db.migration-half', nth))
        expect(killed).toEqual([])
      }
      const creating = [4, 11, 23, 37, 52].map((nth) => killedAt('db.before-commit', nth))
      const changing = [1, 17, 44].map((nth) => killedAt('db.before-commit', nth, 2))
      const { listings, caughtUp } = await storm(dataDir, [...creating, ...changing, uncut(2)])
      expect(listings).toBe(rows)
      expect(caughtUp).toBeGreaterThanOrEqual(5)
    },
    limitMs,
  )

  test(
    'secure: ten after commits, before and after the row was told',
    async () => {
      const points = ['db.after-commit', 'import.row-written']
      const killedAtEither = (nth: number, index: number, revision: number) =>
        killedAt(points[index % 2] ?? '', nth, revision)
      const creating = [3, 12, 24, 36, 51].map((nth, index) => killedAtEither(nth, index, 1))
      const changing = [2, 16, 29, 41, 55].map((nth, index) => killedAtEither(nth, index + 1, 2))
      const { listings, caughtUp } = await storm(aFolder(), [...creating, ...changing, uncut(2)])
      expect(listings).toBe(rows)
      expect(caughtUp).toBeGreaterThanOrEqual(8)
    },
    limitMs,
  )

  test(
    'secure: ten at any moment',
    async () => {
      const seed = Date.now()
      const random = createRandom(seed)
      const between = (least: number, most: number) =>
        least + Math.floor(random() * (most - least + 1))
      const runs = Array.from({ length: 10 }, (_, index): Run => {
        const killAfter = { acknowledged: between(1, 150), pauseMs: between(0, 12) }
        // A run may go through several revisions before it dies; the next starts beyond them all.
        return { rows, revision: 1 + index * 100, failpoint: 'none', killAfter }
      })
      try {
        const { listings } = await storm(aFolder(), [...runs, uncut(2_000)])
        expect(listings).toBe(rows)
      } catch (error) {
        throw new Error(`The moments were drawn from the seed ${seed}.`, { cause: error })
      }
    },
    limitMs,
  )
})
