// One of ten processes that open the same file together, each with a pending data migration.
import { notesMigration, openForTest } from './open-for-test.ts'

const counter = {
  name: '0002-counter',
  statements: ['create table counter (n integer not null)', 'insert into counter values (1)'],
}
const doubling = { name: '0003-double', statements: ['update counter set n = n * 2'] }

process.on('message', async (order: { folder: string; pending: boolean }) => {
  const migrations = [notesMigration, counter, ...(order.pending ? [doubling] : [])]
  try {
    const db = await openForTest(order.folder, {
      migrations,
      operatingLock: false,
      busyTimeoutMs: 0,
    })
    await db.close()
    process.send?.('opened')
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : 'failed')
  }
})
process.send?.('ready')
