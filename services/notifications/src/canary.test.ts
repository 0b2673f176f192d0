import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeFolder, runChild, startFakeSmtp, temporaryFolder } from '@waymark/testing'
import { expect, test } from 'vitest'
import { canaries, personCanaries, startNotifications } from './testing.ts'

const script = fileURLToPath(new URL('./testing/killed-sender.ts', import.meta.url))

const filesOf = (dataDir: string) =>
  readdirSync(dataDir)
    .filter((name) => /\.db(-wal)?$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(dataDir, name)) }))

const nowhereButInMail = [...Object.values(canaries), ...Object.values(personCanaries)]

test('secure: no address, code, token or name is in a ledger, an event or a log line', async () => {
  const smtp = await startFakeSmtp()
  const dataDir = temporaryFolder()
  // Cut and refused as well: what goes wrong is where words slip into logs.
  for (const behaviour of ['accept', 'cut', 'reject'] as const) {
    smtp.behaviour = behaviour
    const child = runChild({ script, args: [dataDir, smtp.url, 'nowhere'] })
    expect(await child.ended, child.output()).toBe(0)
    expect(child.output()).toContain('ran to its end')
    for (const word of nowhereButInMail) expect(child.output()).not.toContain(word)
  }
  expect(smtp.received.length).toBeGreaterThanOrEqual(10)
  const mails = smtp.received.map(({ source }) => source).join()
  for (const word of Object.values(canaries)) expect(mails).toContain(word)
  for (const word of Object.values(personCanaries)) expect(mails).not.toContain(word)
  const files = filesOf(dataDir)
  expect(files.map(({ name }) => name)).toContain('notifications.db')
  for (const { name, bytes } of files) {
    for (const word of nowhereButInMail) {
      expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
    }
  }
  await smtp.stop()
  removeFolder(dataDir)
})

test('secure: a queue is given the ids of rows and nothing else', async () => {
  const { referrals, ledger, platform, run, stop } = await startNotifications()
  const given: unknown[] = []
  const { add } = platform.queue
  platform.queue.add = (queue, job, options) => {
    given.push([queue, job, options])
    add(queue, job, options)
  }
  await referrals.makeLink()
  await run()
  const [row] = await ledger()
  expect(given).toEqual([['notifications-send', { id: row?.id }, undefined]])
  await stop()
})
