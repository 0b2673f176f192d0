import { startFakeSmtp } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { openNotifications } from '../app.ts'
import { canaries, mailSettings, startNotifications } from '../testing.ts'
import { readMailbox } from './read.ts'

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

async function start(settings = {}) {
  const started = await startNotifications({ settings })
  closers.push(started.stop)
  return started
}

test('happy: without a mail server each notice is in the mailbox exactly once', async () => {
  const { directory, run, as, ledger } = await start()
  await directory.askCheck()
  await directory.askCode()
  await Promise.all([run(), run()])
  const { messages } = await as.service('web').readMailbox()
  expect(messages.map(({ subject }) => subject).sort()).toEqual([
    ...['Is your listing on Waymark still right?', 'Your Waymark code'],
  ])
  expect(messages.map(({ to }) => to)).toEqual([canaries.to, canaries.to])
  expect(messages.map(({ text }) => text).join()).toContain(`/answer/listing/${canaries.linkToken}`)
  expect((await ledger()).map(({ state }) => state)).toEqual(['sent', 'sent'])
})

test('secure: in demo mail leaves only for the addresses that were named', async () => {
  const smtp = await startFakeSmtp()
  closers.push(smtp.stop)
  const { directory, run, as } = await start(mailSettings(smtp.url))
  await directory.askCheck()
  await run()
  directory.words.to = 'somebody.else@example.org'
  await directory.askCheck()
  await run()
  expect(smtp.received.map(({ to }) => to)).toEqual([[canaries.to]])
  const { messages } = await as.service('web').readMailbox()
  expect(messages.map(({ to }) => to)).toEqual(['somebody.else@example.org'])
})

test('secure: another tenant’s mailbox is empty', async () => {
  const { directory, run, as } = await start()
  await directory.askCheck()
  await run()
  expect((await as.service('web', 'demo-two').readMailbox()).messages).toEqual([])
})

test('refused: live mode has no mailbox, and does not start without a mail server', async () => {
  const { deps, platform } = await start()
  const actor = { kind: 'service', service: 'web', tenant: 'demo' } as const
  const reading = readMailbox({ ...deps, mode: 'live' }, actor)
  await expect(reading).rejects.toMatchObject({ code: 'notFound' })
  const opening = openNotifications({ ...platform, mode: 'live' }, { PORT: 3000 })
  await expect(opening).rejects.toThrow('Set SMTP_URL')
  const noSender = { PORT: 3000, SMTP_URL: 'smtp://127.0.0.1:25' }
  await expect(openNotifications(platform, noSender)).rejects.toThrow('Set MAIL_FROM')
})
