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

/** Every row that a sign-up makes, beside what the rivals were told. */
async function expectSaved(expected: number): Promise<void> {
  const outside = lookInto(dataDir, 'identity')
  const accounts = acknowledged('account')
  const sessions = acknowledged('session')
  expect([accounts.length, sessions.length]).toEqual([expected, expected])
  expect(await inFile(outside, 'select id as found from account_holder')).toEqual(accounts)
  expect(await inFile(outside, 'select user_id as found from credential')).toEqual(accounts)
  expect(await inFile(outside, 'select user_id as found from membership')).toEqual(accounts)
  expect(await inFile(outside, 'select subject as found from events')).toEqual(accounts)
  expect(await inFile(outside, 'select token as found from sign_in_session')).toEqual(sessions)
  const entered = "select subject as found from audit where action = 'session.started'"
  expect(await inFile(outside, entered)).toHaveLength(sessions.length)
  expect(await damageIn(outside)).toEqual([])
  outside.close()
}

test.for([
  { names: ['left', 'right'], timeoutMs: 0 },
  { names: ['left', 'middle', 'right'], timeoutMs: 5000 },
])(
  'secure: $names.length processes signing people up, timeout $timeoutMs: all told is there',
  { timeout: stormLimitMs },
  async ({ names, timeoutMs }, context) => {
    const each = stormSize({ ci: 50, full: 400 })
    const area = 'Sign-ups from several processes on one file'
    const score = scoreOf(context, { area, target: 'none lost' })
    rivals = names.map((name) =>
      runChild({ script: childScript, args: [dataDir, name, String(each), String(timeoutMs)] }),
    )
    const allReady = () => rivals.every((rival) => rival.output().includes('ready\n'))
    await waitFor('the rivals', allReady, 120_000)
    writeFileSync(join(dataDir, 'begin'), '')
    const codes = await Promise.all(rivals.map((rival) => rival.ended))
    expect(codes, rivals.map((rival) => rival.output()).join('\n')).toEqual(names.map(() => 0))
    await expectSaved(names.length * each)
    score(`${names.length * each} sign-ups of ${names.length} processes, all there`)
  },
)
