import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { removeFolder, temporaryFolder } from '@waymark/testing'
import { Queue, Worker } from 'bullmq'
import { rounds } from './figure.ts'
import { median } from './statistics.ts'

/**
 * How long BullMQ alone takes for so many jobs: added, run, and each with the rows that a notice
 * writes (claimed, permitted, settled with its audit row). No words, no owner asked, no mail.
 */
export async function bareBullSeconds(url: string, jobs: number): Promise<number> {
  const folder = temporaryFolder()
  const rows = createClient({ url: `file:${join(folder, 'bare.db')}` })
  await rows.execute('pragma journal_mode = wal')
  await rows.execute('create table notice (id text primary key, state text, attempt integer)')
  await rows.execute('create table audit (id text primary key, action text, subject text)')
  try {
    const all: number[] = []
    for (let round = 0; round < rounds; round += 1) all.push(await runJobs(url, rows, jobs, round))
    return median(all)
  } finally {
    rows.close()
    removeFolder(folder)
  }
}

async function runJobs(
  url: string,
  rows: ReturnType<typeof createClient>,
  jobs: number,
  round: number,
): Promise<number> {
  const { hostname: host, port } = new URL(url)
  const connection = { host, port: Number(port), maxRetriesPerRequest: null }
  const queue = new Queue(`bare-${round}`, { connection })
  const ids = Array.from({ length: jobs }, (_, at) => `${round}-${at}`)
  const kept = ids.map((id) => ({ sql: 'insert into notice values (?, ?, 0)', args: [id, 'due'] }))
  await rows.batch(kept, 'write')
  const update = (id: string, state: string) => ({
    sql: 'update notice set state = ?, attempt = attempt + 1 where id = ?',
    args: [state, id],
  })
  const started = performance.now()
  let done = 0
  await new Promise<void>((resolve, reject) => {
    const work = async ({ data }: { readonly data: { readonly id: string } }) => {
      const { id } = data
      await rows.batch([update(id, 'claimed')], 'write')
      await rows.batch([update(id, 'sending')], 'write')
      const noted = { sql: 'insert into audit values (?, ?, ?)', args: [id, 'notice.sent', id] }
      await rows.batch([update(id, 'sent'), noted], 'write')
    }
    const worker = new Worker(queue.name, work, { connection, concurrency: 4 })
    worker.on('completed', () => {
      done += 1
      if (done === jobs) worker.close().then(resolve, reject)
    })
    worker.on('error', reject)
    queue
      .addBulk(ids.map((id) => ({ name: 'send', data: { id }, opts: { removeOnComplete: true } })))
      .catch(reject)
  })
  const seconds = (performance.now() - started) / 1000
  await queue.obliterate({ force: true })
  await queue.close()
  return seconds
}
