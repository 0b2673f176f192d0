import { type FakeSmtp, startFakeSmtp, waitFor } from '@waymark/testing'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, expect, test } from 'vitest'
import {
  canaries,
  mailSettings,
  type StartedNotifications,
  startNotifications,
} from '../testing.ts'
import { messageIdOf, sendNotice } from './send.ts'

/** What the consumer remembers, as far as this test forgets it. */
const inbox = sqliteTable('inbox', { eventId: text('event_id') })
const cursors = sqliteTable('cursors', { seq: integer('seq') })

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

async function startWith(
  smtp: FakeSmtp,
  failpoint: (name: string) => void = () => {},
): Promise<StartedNotifications> {
  const started = await startNotifications({ settings: mailSettings(smtp.url), failpoint })
  closers.push(started.stop)
  return started
}

async function start() {
  const smtp = await startFakeSmtp()
  closers.push(smtp.stop)
  return { smtp, ...(await startWith(smtp)) }
}

const minute = 60_000

test('happy: a check that was asked for is one e-mail, with its link, from its row', async () => {
  const { smtp, directory, run, ledger } = await start()
  await directory.askCheck()
  await run()
  const [row] = await ledger()
  expect(row).toMatchObject({ state: 'sent', attempt: 1, template: 'listingCheck', reason: null })
  expect(smtp.received).toHaveLength(1)
  expect(smtp.received[0]).toMatchObject({
    to: [canaries.to],
    subject: 'Is your listing on Waymark still right?',
    messageId: row && messageIdOf(row, 'hello@waymark.example'),
  })
  expect(smtp.received[0]?.source).toContain(
    `http://localhost:3000/answer/listing/${canaries.linkToken}`,
  )
  expect(smtp.received[0]?.source).toMatch(/^From: Waymark <hello@waymark.example>/m)
})

test('secure: the permit is in the ledger before anything leaves', async () => {
  const smtp = await startFakeSmtp()
  closers.push(smtp.stop)
  const leftBefore: number[] = []
  const { directory, run } = await startWith(smtp, (name) => {
    if (name === 'notice.permitted') leftBefore.push(smtp.received.length)
  })
  await directory.askCheck()
  await run()
  expect([leftBefore, smtp.received.length]).toEqual([[0], 1])
})

test('happy: a code that was asked for is one e-mail, its subject without the code', async () => {
  const { smtp, directory, run } = await start()
  await directory.askCode()
  await run()
  expect(smtp.received).toHaveLength(1)
  expect(smtp.received[0]?.source).toContain(canaries.code)
  expect(smtp.received[0]?.subject).toBe('Your Waymark code')
})

test('happy: the same thing told five times is one e-mail', async () => {
  const { smtp, directory, run, ledger } = await start()
  const checkId = await directory.askCheck()
  for (let time = 0; time < 4; time += 1) {
    await directory.askCheck(checkId)
    await run()
  }
  expect(smtp.received).toHaveLength(1)
  expect(await ledger()).toHaveLength(1)
})

test('happy: a log that is read again from its beginning sends nothing again', async () => {
  const { smtp, directory, deps, run, ledger } = await start()
  await directory.askCheck()
  await directory.askCode()
  for (let time = 0; time < 5; time += 1) {
    await run()
    await deps.db.write(async (tx) => {
      await tx.delete(inbox)
      await tx.update(cursors).set({ seq: 0 })
    })
  }
  await run()
  expect(await ledger()).toHaveLength(2)
  expect(smtp.received).toHaveLength(2)
})

test('happy: many at once on the same row, and drains side by side, are one each', async () => {
  const { smtp, directory, deps, run, ledger, platform } = await start()
  for (let count = 0; count < 20; count += 1) await directory.askCheck()
  const drains = Array.from({ length: 3 }, () => run())
  await Promise.all(drains)
  const rows = await ledger()
  await Promise.all(rows.flatMap(({ id }) => [sendNotice(deps, id), sendNotice(deps, id)]))
  await platform.queue.drained()
  expect(rows).toHaveLength(20)
  expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(20)
  expect(smtp.received).toHaveLength(20)
})

test('happy: with the mail server down nothing is lost; up again, it goes out once', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  await smtp.stop()
  await directory.askCheck()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'due', attempt: 1, reason: 'ESOCKET' }])
  await run()
  expect(await ledger()).toMatchObject([{ attempt: 1 }])
  const again = await startFakeSmtp({ port: smtp.port })
  closers.push(again.stop)
  clock.advance(minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent', attempt: 2 }])
  expect(again.received).toHaveLength(1)
})

test('happy: a server that is slow gets it once', async () => {
  const { smtp, directory, run, ledger } = await start()
  smtp.behaviour = 'slow'
  await directory.askCheck()
  await run()
  expect(smtp.received).toHaveLength(1)
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
})

test('happy: with the owner away the notice waits and is asked about again', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  directory.state.isAway = true
  await directory.askCheck()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'due', reason: 'unavailable' }])
  directory.state.isAway = false
  clock.advance(minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
  expect(smtp.received).toHaveLength(1)
})

test('happy: more than are handed over at once go out without another sweep', async () => {
  const { directory, run, ledger, clock, stop } = await startNotifications()
  closers.push(stop)
  directory.state.isAway = true
  for (let at = 0; at < 210; at += 1) await directory.askCheck()
  await run()
  expect((await ledger()).filter(({ state }) => state === 'due')).toHaveLength(210)
  directory.state.isAway = false
  clock.advance(minute)
  await run()
  expect((await ledger()).filter(({ state }) => state !== 'sent')).toEqual([])
}, 120_000)

test('refused: no such mailbox is put aside and not tried again', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  smtp.behaviour = 'reject'
  await directory.askCheck()
  await run()
  smtp.behaviour = 'accept'
  clock.advance(7 * 24 * 60 * minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'parked', reason: 'smtp550', attempt: 1 }])
  expect(smtp.received).toHaveLength(0)
})

test('refused: "try again later" is tried again later', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  smtp.behaviour = 'later'
  await directory.askCheck()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'due', reason: 'smtp451' }])
  smtp.behaviour = 'accept'
  clock.advance(minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
})

test('refused: a server that says nothing is given up after seconds, not minutes', async () => {
  const { smtp, directory, run, ledger } = await start()
  smtp.behaviour = 'silent'
  await directory.askCheck()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'due', reason: 'ETIMEDOUT' }])
})

test('refused: an answer that is lost is uncertain; once more, with the same id', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  smtp.behaviour = 'cut'
  await directory.askCheck()
  await run()
  await run()
  expect(await ledger()).toMatchObject([{ state: 'uncertain', doubts: 1, reason: 'answerLost' }])
  expect(smtp.received).toHaveLength(1)
  smtp.behaviour = 'accept'
  clock.advance(11 * minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'sent', attempt: 2 }])
  expect(smtp.received.map(({ messageId }) => messageId)).toEqual([
    ...[smtp.received[0]?.messageId, smtp.received[0]?.messageId],
  ])
})

test('happy: an uncertain one that was acted on had arrived: no second copy', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  smtp.behaviour = 'cut'
  const checkId = await directory.askCheck()
  await run()
  directory.state.answered.add(checkId)
  smtp.behaviour = 'accept'
  clock.advance(11 * minute)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'dropped', reason: 'stale' }])
  expect(smtp.received).toHaveLength(1)
})

test('refused: uncertain twice is for a person to settle', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  smtp.behaviour = 'cut'
  await directory.askCheck()
  for (let time = 0; time < 5; time += 1) {
    await run()
    clock.advance(60 * minute)
  }
  expect(await ledger()).toMatchObject([{ state: 'parked', reason: 'uncertain', doubts: 2 }])
  expect(smtp.received).toHaveLength(2)
})

test('refused: what was answered, is unknown or ran out meanwhile is dropped unsent', async () => {
  const { smtp, directory, run, ledger, clock } = await start()
  directory.state.isAway = true
  const answered = await directory.askCheck()
  await directory.askCheck(directory.unknownId)
  await run()
  directory.state.isAway = false
  directory.state.answered.add(answered)
  clock.advance(minute)
  await directory.askCheck()
  directory.words.expiresAt = clock.now().toISOString()
  await run()
  const rows = await ledger()
  expect(rows.map(({ state, reason }) => `${state} ${reason}`).sort()).toEqual([
    ...['dropped expired', 'dropped stale', 'dropped stale'],
  ])
  expect(smtp.received).toHaveLength(0)
})

test('happy: a stop waits for what is being sent, and settles it', async () => {
  const smtp = await startFakeSmtp({ behaviour: 'slow' })
  closers.push(smtp.stop)
  const first = await startNotifications({ settings: mailSettings(smtp.url) })
  await first.directory.askCheck()
  first.platform.queue.nudge('notifications-inbox')
  await waitFor('the message to be taken', () => smtp.received.length === 1)
  expect(await first.close()).toBe(true)
  const { dataDir } = first
  const second = await startNotifications({ settings: mailSettings(smtp.url), dataDir })
  closers.push(second.stop)
  await second.run()
  expect(await second.ledger()).toMatchObject([{ state: 'sent', attempt: 1 }])
  expect(smtp.received).toHaveLength(1)
})
