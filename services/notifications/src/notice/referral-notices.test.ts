import { unavailable } from '@waymark/core'
import { startFakeSmtp, waitFor } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { canaries, mailSettings, startNotifications } from '../testing.ts'
import { messageIdOf } from './send.ts'

const minute = 60_000

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

/** Notifications with a mail server, and the first failure a test wants at a named place. */
async function start(failAt?: string) {
  const smtp = await startFakeSmtp()
  closers.push(smtp.stop)
  let failed = false
  const failpoint = (name: string) => {
    if (name !== failAt || failed) return
    failed = true
    throw new Error('The database is away.')
  }
  const started = await startNotifications({ settings: mailSettings(smtp.url), failpoint })
  closers.push(started.stop)
  const { ledger, platform } = started
  return {
    ...started,
    smtp,
    assignmentId: platform.newId(),
    states: async () => (await ledger()).map(({ template, state }) => `${template} ${state}`),
  }
}

test('happy: a link, a code and a stop are one e-mail each, by one permit each', async () => {
  const { smtp, referrals, run, assignmentId, states } = await start()
  const linkId = await referrals.makeLink(assignmentId)
  await run()
  const codeId = await referrals.askCode(assignmentId)
  await run()
  await referrals.withdraw(assignmentId)
  await run()
  expect(await states()).toEqual(['referralLink sent', 'referralCode sent', 'referralStopped sent'])
  expect(referrals.state.taken).toEqual([linkId, codeId, assignmentId])
  const [link, code, stop] = smtp.received.map(({ source }) => source)
  expect(link).toContain(`http://localhost:3000/answer/referral/${canaries.linkToken}`)
  expect(code).toContain(canaries.code)
  expect(stop).toContain('Please do nothing more about it')
  expect(smtp.received).toHaveLength(3)
})

test('happy: a group that said yes is asked how it went, by a link like the others', async () => {
  const { smtp, referrals, run, states } = await start()
  referrals.state.why = 'whatHappened'
  await referrals.makeLink()
  await run()
  expect(await states()).toEqual(['referralLink sent'])
  const [mail] = smtp.received
  expect(mail?.source).toContain('Say how it went')
  expect(mail?.source).toContain(`/answer/referral/${canaries.linkToken}`)
})

test('refused: withdrawn while it waits: neither the link nor a stop is sent', async () => {
  const { smtp, referrals, run, assignmentId, states } = await start()
  await referrals.makeLink(assignmentId)
  await referrals.withdraw(assignmentId)
  await run()
  expect(await states()).toEqual(['referralLink dropped', 'referralStopped dropped'])
  expect(referrals.state.taken).toEqual([])
  expect(smtp.received).toHaveLength(0)
})

test('refused: withdrawn while the mail server is away: the stop alone is sent', async () => {
  const { smtp, referrals, run, assignmentId, states, clock } = await start()
  smtp.behaviour = 'later'
  const linkId = await referrals.makeLink(assignmentId)
  await run()
  smtp.behaviour = 'accept'
  await referrals.withdraw(assignmentId)
  await run()
  clock.advance(minute)
  await run()
  expect(await states()).toEqual(['referralLink dropped', 'referralStopped sent'])
  expect(referrals.state.taken).toEqual([linkId, assignmentId])
  expect(smtp.received).toHaveLength(1)
})

test('happy: with the owner away a notice waits, and its permit is taken later', async () => {
  const { smtp, referrals, run, ledger, clock } = await start()
  const linkId = await referrals.makeLink()
  referrals.state.beforeTake = isAway
  await run()
  expect(await ledger()).toMatchObject([{ state: 'due', reason: 'unavailable' }])
  referrals.state.beforeTake = isThere
  clock.advance(minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
  expect(referrals.state.taken).toEqual([linkId])
  expect(smtp.received).toHaveLength(1)
})

test('refused: a code that ran out meanwhile is dropped', async () => {
  const { smtp, referrals, run, ledger, clock } = await start()
  await referrals.askCode()
  referrals.state.beforeTake = isAway
  await run()
  referrals.state.beforeTake = isThere
  clock.advance(31 * minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'expired' }])
  expect(smtp.received).toHaveLength(0)
})

test('happy: taken, and then our own database fails: taken again, and sent once', async () => {
  const { smtp, referrals, run, ledger, clock } = await start('notice.worded')
  const linkId = await referrals.makeLink()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'claimed', attempt: 1 }])
  expect(smtp.received).toHaveLength(0)
  clock.advance(3 * minute)
  await run()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent', attempt: 2 }])
  expect(referrals.state.taken).toEqual([linkId, linkId])
  expect(smtp.received).toHaveLength(1)
})

test('happy: a stop waits for a link that is on its way, and goes out after it', async () => {
  const { smtp, referrals, run, ledger, assignmentId, platform } = await start()
  smtp.behaviour = 'slow'
  const linkWhenTaken: (string | undefined)[] = []
  referrals.state.beforeTake = async () => {
    linkWhenTaken.push((await ledger())[0]?.state)
  }
  await referrals.makeLink(assignmentId)
  platform.queue.nudge('notifications-inbox')
  await waitFor('the link to be on its way', () => smtp.received.length === 1)
  await referrals.withdraw(assignmentId)
  await run()
  expect(linkWhenTaken).toEqual(['claimed', 'sent'])
  const isStop = smtp.received.map(({ source }) => source.includes('do nothing more'))
  expect(isStop).toEqual([false, true])
})

test('happy: twenty notices about one thing go out one by one, in order', async () => {
  const { smtp, referrals, run, ledger, assignmentId } = await start()
  const made: string[] = []
  for (let count = 0; count < 20; count += 1) made.push(await referrals.makeLink(assignmentId))
  await run()
  expect(referrals.state.taken).toEqual(made)
  expect(new Set((await ledger()).map(({ state }) => state))).toEqual(new Set(['sent']))
  expect(smtp.received).toHaveLength(20)
})

test('secure: a hundred withdrawn as they are sent: no mail without a permit', async () => {
  const { smtp, referrals, run, ledger, platform } = await start()
  const links = new Map<string, string>()
  for (let count = 0; count < 100; count += 1) {
    const assignmentId = platform.newId()
    links.set(assignmentId, await referrals.makeLink(assignmentId))
  }
  const sending = run()
  await waitFor('the first to leave', () => smtp.received.length > 0)
  for (const assignmentId of links.keys()) await referrals.withdraw(assignmentId)
  await sending
  await run()
  const rows = await ledger()
  const referenceOf = new Map(
    rows.map((row) => [messageIdOf(row, 'hello@waymark.example'), row.reference]),
  )
  const mailed = smtp.received.map(({ messageId }) => referenceOf.get(messageId))
  expect([...mailed].sort()).toEqual([...referrals.state.taken].sort())
  for (const [assignmentId, linkId] of links) {
    const [link, stop] = [mailed.indexOf(linkId), mailed.indexOf(assignmentId)]
    expect(stop > link, 'a stop follows its link').toBe(link >= 0)
  }
  expect(mailed.length).toBeLessThan(200)
})

test('happy: the same thing told five times is one e-mail', async () => {
  const { smtp, referrals, run, assignmentId, platform } = await start()
  const linkId = platform.newId()
  for (let time = 0; time < 5; time += 1) {
    await referrals.makeLink(assignmentId, linkId)
    await run()
  }
  expect(smtp.received).toHaveLength(1)
})

test('happy: a lost answer is uncertain; answered by its link, it is not sent again', async () => {
  const { smtp, referrals, run, ledger, clock } = await start()
  smtp.behaviour = 'cut'
  const linkId = await referrals.makeLink()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'uncertain' }])
  referrals.state.over.add(linkId)
  smtp.behaviour = 'accept'
  clock.advance(11 * minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'stale' }])
  expect(smtp.received).toHaveLength(1)
})

async function isAway(): Promise<never> {
  throw unavailable('Referrals is away.')
}

async function isThere(): Promise<void> {}
