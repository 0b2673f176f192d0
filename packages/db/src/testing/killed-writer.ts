// Writes notes with their events until it is killed: by itself at the n-th time past a failpoint,
// or by the parent. Prints each id once its write was acknowledged.
import { record } from '../events.ts'
import { north, notes, noteWritten, openForTest } from './open-for-test.ts'

const [folder = '', failpoint = '', nth = '1'] = process.argv.slice(2)
// Opening commits too; only the migration's failpoint is counted before the writing begins.
let passes = failpoint === 'db.migration-half' ? 0 : Number.NEGATIVE_INFINITY
const db = await openForTest(folder, {
  failpoint: (name) => {
    if (name !== failpoint) return
    passes += 1
    if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL')
  },
})
const first = await db.reader.$count(notes)
passes = 0
for (let n = first; ; n += 1) {
  const id = `n${n}`
  await db.write(async (tx) => {
    await tx.insert(notes).values({ id, text: 'storm', version: 1 })
    await record(tx, north, noteWritten, { noteId: id, revision: 1 })
  })
  process.stdout.write(`${id}\n`)
}
