// One of two rivals on identity's file: makes accounts and signs each in, which better-auth writes
// by itself. Starts when told to by a file; prints each account and session once acknowledged.
import { existsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { identityApi } from '@waymark/contracts'
import { openPlatform } from '@waymark/http'
import { openIdentity } from '@waymark/identity'
import { callersOf, waitFor } from '@waymark/testing'

const [dataDir = '', name = '', count = '0', busyTimeoutMs = '0'] = process.argv.slice(2)
const platform = await openPlatform({
  settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  locking: { operatingLock: false, busyTimeoutMs: Number(busyTimeoutMs) },
})
await openIdentity(platform, {})
const { operator, service } = callersOf(platform, identityApi)
const web = service('web')
const password = 'lantern-harbour-42'

writeSync(1, 'ready\n')
await waitFor('the word to begin', () => existsSync(join(dataDir, 'begin')), 120_000)

async function signUp(number: number): Promise<void> {
  const email = `${name}-${number}@storm.example`
  const memberships = [{ role: 'linkWorker' as const }]
  const body = { email, name: 'Storm', password, memberships }
  const account = await operator.createAccount({ body })
  writeSync(1, `account ${account.id}\n`)
  const { session } = await web.signIn({ body: { email, password, address: '10.0.0.1' } })
  writeSync(1, `session ${session}\n`)
}

// Several at once, so that writes wait for each other inside the process and between the two.
const lanes = 4
await Promise.all(
  Array.from({ length: lanes }, async (_, lane) => {
    for (let number = lane; number < Number(count); number += lanes) await signUp(number)
  }),
)
await platform.lifecycle.stop('all signed up')
