import { join } from 'node:path'
import { type Client, createClient, type InStatement, type Row } from '@libsql/client'
import { removeFolder, temporaryFolder } from '@waymark/testing'
import { type Started, startWaymark } from '../support/start-waymark.ts'
import { type Bench, type Figure, rounds } from './figure.ts'
import { getReady } from './house-ground.ts'
import { median, percentile, rounded, timesOf } from './statistics.ts'

const referralsARound = 25

/** (b) Sending a referral, with all it writes, against its own rows in one transaction. */
export const referralBench: Bench = {
  letter: 'b',
  name: 'Referral',
  async measure() {
    const started = await startWaymark({ strictAnswers: false })
    const folder = temporaryFolder()
    const records = createClient({ url: `file:${join(started.platform.dataDir, 'referrals.db')}` })
    const bare = createClient({ url: `file:${join(folder, 'bare.db')}` })
    try {
      await copyShape(records, bare)
      const { refer } = await getReady(started, (rounds + 1) * referralsARound)
      const writes = timeWrites(started.referrals.db)
      const ours: number[][] = []
      const plain: number[][] = []
      const own: number[][] = []
      let rows = 0
      // The first round warms both up.
      for (let round = 0; round <= rounds; round += 1) {
        const written: InStatement[][] = []
        const times: number[] = []
        writes.splice(0)
        for (let at = 0; at < referralsARound; at += 1) {
          // What the one before set going is not on this one's bill.
          await started.platform.queue.drained()
          const before = await heights(records)
          times.push(...(await timesOf(1, () => refer(round * referralsARound + at))))
          written.push(await rowsSince(records, before))
        }
        const alone = await timesOf(written.length, (at) => bare.batch(written[at] ?? [], 'write'))
        rows = median(written.map((each) => each.length))
        if (round === 0) continue
        ours.push(times)
        own.push([...writes])
        plain.push(alone)
      }
      return figuresOf({ ours, plain, own, rows })
    } finally {
      records.close()
      bare.close()
      await started.stop()
      removeFolder(folder)
    }
  },
}

interface Rounds {
  /** The whole request, the same rows alone, and the transaction that is part of the request. */
  readonly ours: readonly number[][]
  readonly plain: readonly number[][]
  readonly own: readonly number[][]
  readonly rows: number
}

function figuresOf({ ours, plain, own, rows }: Rounds): Figure[] {
  const [oursMs, bareMs, ownMs] = [ours, plain, own].map((all) => median(all.map(median)))
  const p95Ms = median(ours.map((times) => percentile(times, 0.95)))
  const ratioOf = (all: readonly number[][]) =>
    median(all.map((times, at) => median(plain[at] ?? []) / median(times)))
  const [ratio, ownRatio] = [ratioOf(ours), ratioOf(own)]
  const said = (milliseconds = Number.NaN) => `${rounded(milliseconds)} ms`
  return [
    {
      what: `sending one, ${rows} rows, against the same rows in one bare transaction`,
      target: 'ratio at least 0.25',
      result: `${rounded(ratio)}: ${said(oursMs)}, p95 ${said(p95Ms)}, against ${said(bareMs)}`,
      passed: ratio >= 0.25,
      numbers: { ratio, oursMs: oursMs ?? Number.NaN, p95Ms, bareMs: bareMs ?? Number.NaN, rows },
    },
    {
      what: 'of that, the transaction with its checks, events, audit and answer link',
      target: null,
      result: `ratio ${rounded(ownRatio)}: ${said(ownMs)}; the rest asks the owners and reads back`,
      passed: true,
      numbers: { ratio: ownRatio, ownMs: ownMs ?? Number.NaN },
    },
  ]
}

/** Takes down how long each write of a service is, from here on. */
function timeWrites(db: Started['referrals']['db']): number[] {
  const times: number[] = []
  const { writeOnce } = db
  db.writeOnce = async (key, work) => {
    const started = performance.now()
    try {
      return await writeOnce(key, work)
    } finally {
      times.push(performance.now() - started)
    }
  }
  return times
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
  )
  return rows.map(({ name }) => String(name))
}

/** The same tables and indexes, and the same way of writing; none of the rules. */
async function copyShape(from: Client, to: Client): Promise<void> {
  await to.execute('pragma journal_mode = wal')
  const { rows } = await from.execute(
    `select sql from sqlite_master where type in ('table', 'index') and sql is not null
     and name not like 'sqlite_%' order by type desc`,
  )
  for (const { sql } of rows) await to.execute(String(sql).replaceAll(/ references [^,)]+\)/gi, ''))
}

async function heights(client: Client): Promise<ReadonlyMap<string, number>> {
  const all = new Map<string, number>()
  for (const table of await tablesOf(client)) {
    const { rows } = await client.execute(`select max(rowid) as highest from ${table}`)
    all.set(table, Number(rows[0]?.highest ?? 0))
  }
  return all
}

async function rowsSince(
  client: Client,
  before: ReadonlyMap<string, number>,
): Promise<InStatement[]> {
  const statements: InStatement[] = []
  for (const [table, highest] of before) {
    const sql = `select * from ${table} where rowid > ?`
    const { rows, columns } = await client.execute(sql, [highest])
    statements.push(...rows.map((row) => insertion(table, columns, row)))
  }
  return statements
}

function insertion(table: string, columns: readonly string[], row: Row): InStatement {
  const sql = `insert into ${table} (${columns}) values (${columns.map(() => '?')})`
  return { sql, args: columns.map((name) => row[name] ?? null) }
}
