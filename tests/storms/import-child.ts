// Imports the storm's file through the front door, one row at a time, until it is killed: by itself
// at the n-th time past a failpoint, or by the parent. Prints each outcome once acknowledged.
import { writeSync } from 'node:fs'
import { directoryApi } from '@waymark/contracts'
import { openDirectory } from '@waymark/directory'
import { createClient, openPlatform } from '@waymark/http'
import { stormRow, stormSettings } from './import-file.ts'

const [dataDir = '', rows = '0', revision = '1', failpoint = '', nth = '1'] = process.argv.slice(2)
// Opening commits too; only a migration's failpoint is counted before the importing begins.
let passes = failpoint === 'db.migration-half' ? 0 : Number.NEGATIVE_INFINITY
const platform = await openPlatform({
  settings: stormSettings(dataDir),
  failpoint: (name) => {
    if (name !== failpoint) return
    passes += 1
    if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL')
  },
})
await openDirectory(platform, {})
const directory = createClient(directoryApi, {
  send: platform.send,
  authorise: async () => `Operator ${platform.operatorKey}`,
})
passes = 0
// Without a failpoint it goes on with one revision after the other: it only ends killed.
const last = failpoint === 'none' ? Number.POSITIVE_INFINITY : Number(revision)
for (let current = Number(revision); current <= last; current += 1) {
  for (let line = 1; line <= Number(rows); line += 1) {
    const body = { dryRun: false, rows: [stormRow(line, current)] }
    const { outcomes } = await directory.importListings({ body })
    const [outcome] = outcomes
    writeSync(1, `${line} ${current} ${outcome?.result} ${outcome?.listingId}\n`)
  }
}
await platform.lifecycle.stop('file ended')
