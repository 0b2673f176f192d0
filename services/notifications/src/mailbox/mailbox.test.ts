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
  const { directory, referrals, platform, run, as, ledger } = await start()
  await directory.askCheck()
  await directory.askCode()
  await referrals.makeLink()
  await referrals.askCode()
  await referrals.withdraw(platform.newId())
  await Promise.all([run(), run()])
  const { messages } = await as.service('web').readMailbox()
  expect(messages.map(({ subject }) => subject).sort()).toEqual([
    ...['A referral for St Aidan’s', 'A referral for St Aidan’s has stopped'],
    ...['Is your listing on Waymark still right?', 'Your Waymark code', 'Your Waymark code'],
  ])
  expect(new Set(messages.map(({ to }) => to))).toEqual(new Set([canaries.to]))
  // Alone on its line: the mailbox page makes it a link to press.
  for (const path of ['/answer/listing/', '/answer/referral/']) {
    const line = `\nhttp://localhost:3000${path}${canaries.linkToken}\n`
    expect(messages.filter(({ text }) => text.includes(line))).toHaveLength(1)
  }
  expect(new Set((await ledger()).map(({ state }) => state))).toEqual(new Set(['sent']))
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
