import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ChildRun, removeFolder, runChild, temporaryFolder, waitFor } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { damageIn, lookInto, type Outside } from '../support/outside.ts'
import { stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const childScript = fileURLToPath(new URL('sign-up-child.ts', import.meta.url))
/** A password is slow to hash on purpose: these are the dearest writes there are. */
const signUpsEach = stormSize({ ci: 60, full: 500 })

let dataDir = ''
let rivals: readonly ChildRun[] = []
beforeEach(() => {
  dataDir = temporaryFolder()
})
afterEach(async () => {
  await Promise.all(rivals.map((rival) => rival.kill()))
  removeFolder(dataDir)
})

/** What the rivals were told is saved, by kind: `account` and its id, `session` and its token. */
function acknowledged(kind: 'account' | 'session'): string[] {
  const lines = rivals.flatMap((rival) => rival.output().split('\n'))
  return lines
    .flatMap((line) => (line.startsWith(`${kind} `) ? line.split(' ')[1] : []) ?? [])
    .sort()
}

async function inFile(outside: Outside, sql: string): Promise<string[]> {
  return (await outside.rows(sql)).map((row) => String(row.found)).sort()
}

test.for(['0', '5000'])(
  'secure: two processes signing people up, timeout %s: acknowledged is what is there',
  { timeout: stormLimitMs },
  async (timeoutMs, context) => {
    const score = scoreOf(context, {
      area: 'Records',
      target: 'sign-ups by two processes: acknowledged equals durable',
    })
    rivals = ['left', 'right'].map((name) =>
      runChild({ script: childScript, args: [dataDir, name, String(signUpsEach), timeoutMs] }),
    )
    const allReady = () => rivals.every((rival) => rival.output().includes('ready\n'))
    await waitFor('both rivals', allReady, 120_000)
    writeFileSync(join(dataDir, 'begin'), '')
    const codes = await Promise.all(rivals.map((rival) => rival.ended))
    expect(codes, rivals.map((rival) => rival.output()).join('\n')).toEqual([0, 0])

    const outside = lookInto(dataDir, 'identity')
    const accounts = acknowledged('account')
    const sessions = acknowledged('session')
    expect([accounts.length, sessions.length]).toEqual([2 * signUpsEach, 2 * signUpsEach])
    expect(await inFile(outside, 'select id as found from account_holder')).toEqual(accounts)
    expect(await inFile(outside, 'select user_id as found from credential')).toEqual(accounts)
    expect(await inFile(outside, 'select user_id as found from membership')).toEqual(accounts)
    expect(await inFile(outside, 'select subject as found from events')).toEqual(accounts)
    expect(await inFile(outside, 'select token as found from sign_in_session')).toEqual(sessions)
    const entered = "select subject as found from audit where action = 'session.started'"
    expect(await inFile(outside, entered)).toHaveLength(sessions.length)
    expect(await damageIn(outside)).toEqual([])
    outside.close()
    score(`${accounts.length} acknowledged, ${accounts.length} there`)
  },
)
