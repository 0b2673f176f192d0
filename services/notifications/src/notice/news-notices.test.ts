import { startFakeSmtp } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { canaries, mailSettings, personCanaries, startNotifications } from '../testing.ts'

const minute = 60_000

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

async function start() {
  const smtp = await startFakeSmtp()
  closers.push(smtp.stop)
  const started = await startNotifications({ settings: mailSettings(smtp.url) })
  closers.push(started.stop)
  return { smtp, ...started }
}

test('happy: news is one e-mail to the person, by one permit, with nothing of them', async () => {
  const { smtp, carePlans, run, ledger } = await start()
  const newsId = await carePlans.makeNews()
  await run()
  expect(await ledger()).toMatchObject([
    { template: 'planNews', reference: newsId, about: newsId, recipient: 'person', state: 'sent' },
  ])
  expect(carePlans.state.taken).toEqual([newsId])
  expect(smtp.received).toMatchObject([
    { to: [canaries.personTo], subject: 'There is something new for you to look at' },
  ])
  const { source = '' } = smtp.received[0] ?? {}
  expect(source).toContain('http://localhost:3000/mine')
  expect(source).toContain(`ring ${canaries.senderName} on ${canaries.workplacePhone}`)
  for (const word of Object.values(personCanaries)) expect(source).not.toContain(word)
})

test('happy: told five times, it is one e-mail', async () => {
  const { smtp, carePlans, run, ledger } = await start()
  const newsId = await carePlans.makeNews()
  for (let time = 0; time < 4; time += 1) {
    await carePlans.makeNews(newsId)
    await run()
  }
  expect(smtp.received).toHaveLength(1)
  expect(await ledger()).toHaveLength(1)
})

test('happy: with care-plans away it waits, and what was told meanwhile is heard', async () => {
  const { smtp, carePlans, run, ledger } = await start()
  carePlans.state.isAway = true
  await carePlans.makeNews()
  await run()
  expect(await ledger()).toEqual([])
  carePlans.state.isAway = false
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
  expect(smtp.received).toHaveLength(1)
})

test('refused: answered, or no e-mail is safe: dropped, and asked about once', async () => {
  const { smtp, carePlans, run, ledger, clock } = await start()
  const newsId = await carePlans.makeNews()
  carePlans.state.over.add(newsId)
  for (let time = 0; time < 5; time += 1) {
    await run()
    clock.advance(60 * minute)
  }
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'stale', attempt: 1 }])
  expect(carePlans.state.refused).toEqual([newsId])
  expect(smtp.received).toEqual([])
})

test('refused: answered while the mail server was away, it is not sent', async () => {
  const { smtp, carePlans, run, ledger, clock } = await start()
  smtp.behaviour = 'later'
  const newsId = await carePlans.makeNews()
  await run()
  carePlans.state.over.add(newsId)
  smtp.behaviour = 'accept'
  clock.advance(minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'stale' }])
  expect(smtp.received).toEqual([])
})

test('refused: what is a week old is not sent any more', async () => {
  const { smtp, carePlans, run, ledger, clock } = await start()
  carePlans.state.notice.expiresAt = clock.now().toISOString()
  await carePlans.makeNews()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'expired' }])
  expect(smtp.received).toEqual([])
})

test('secure: the ledger shows that a notice went out, and to nobody to whom', async () => {
  const { carePlans, run, as } = await start()
  await carePlans.makeNews()
  await run()
  const { notices } = await as.user('administrator').listNotices()
  expect(notices).toMatchObject([{ template: 'planNews', state: 'sent' }])
  for (const word of Object.values(canaries)) expect(JSON.stringify(notices)).not.toContain(word)
  const elsewhere = as.user('administrator', { tenant: 'demo-two' })
  expect((await elsewhere.listNotices()).notices).toEqual([])
})
