// One of a storm's rivals: writes rows in both ways, and prints each id once acknowledged.
import { once } from 'node:events'
import { notes, openForTest } from './open-for-test.ts'

const [folder = '', name = '', count = '0', busyTimeoutMs = '0'] = process.argv.slice(2)
const db = await openForTest(folder, {
  operatingLock: false,
  busyTimeoutMs: Number(busyTimeoutMs),
})
const client = db.guardedClient()

async function writeOne(id: string, bySelf: boolean): Promise<void> {
  if (bySelf) {
    await db.write((tx) => tx.insert(notes).values({ id, text: 'storm', version: 1 }))
  } else {
    await client.execute('insert into notes (id, text, version) values (?, ?, 1)', [id, 'storm'])
  }
  process.stdout.write(`${id}\n`)
}

process.send?.('ready')
await once(process, 'message')

const lanes = 10
await Promise.all(
  Array.from({ length: lanes }, async (_, lane) => {
    for (let n = lane; n < Number(count); n += lanes) await writeOne(`${name}-${n}`, n % 2 === 0)
  }),
)
await db.close()
process.disconnect()
