import type { ReceivedMail } from '@waymark/testing'
import { expect } from 'vitest'
import { lookInto } from '../support/outside.ts'
import { loopMailbox } from './loop-work.ts'
import { type MailTally, messageIdOf } from './referral-mail-outcome.ts'

/**
 * Everything that a person is to be told of became one notice, which was sent or dropped for a
 * reason. An e-mail may have come twice only where its process died between sending and marking.
 */
export async function expectNews(
  dataDir: string,
  mailbox: readonly ReceivedMail[],
): Promise<Omit<MailTally, 'dropped'>> {
  const mails = mailbox.filter(({ to }) => to.includes(loopMailbox))
  const notices = await noticesIn(dataDir)
  const settled = await settledIn(dataDir)
  const tally = { sent: 0, copies: 0, doubts: 0 }
  const known = new Set(notices.map(({ id }) => messageIdOf(id)))
  for (const { messageId } of mails) expect(known, 'an e-mail of nobody').toContain(messageId)
  for (const { id, reference, state, doubts } of notices) {
    const copies = mails.filter(({ messageId }) => messageId === messageIdOf(id)).length
    expect(['sent', 'dropped'], reference).toContain(state)
    expect(copies, `${reference} came too often`).toBeLessThanOrEqual(doubts + 1)
    if (copies > 0) expect(settled.taken, `${reference} left unpermitted`).toContain(reference)
    if (state === 'sent') expect(copies, reference).toBeGreaterThanOrEqual(1)
    // Dropped and yet there: it had left when its process died, and then it was answered.
    if (state === 'dropped') {
      expect(copies, reference).toBeLessThanOrEqual(doubts)
      expect(settled.open, `${reference} was dropped for nothing`).not.toContain(reference)
    }
    tally.sent += state === 'sent' ? 1 : 0
    tally.copies += Math.max(0, copies - 1)
    tally.doubts += doubts
  }
  return tally
}

interface Notice {
  readonly id: string
  readonly reference: string
  readonly state: string
  readonly doubts: number
}

/** One for each piece of news that was told since the house was planted, and no other. */
async function noticesIn(dataDir: string): Promise<Notice[]> {
  const plans = lookInto(dataDir, 'care-plans')
  const notifications = lookInto(dataDir, 'notifications')
  const since = await notifications.count(
    `select started_after from cursors where consumer = 'notifications' and source = 'care-plans'`,
  )
  const told = await plans.rows(
    `select json_extract(payload, '$.newsId') as reference from events
      where type = 'news.made' and seq > ? order by 1`,
    [since],
  )
  const rows = await notifications.rows(
    `select id, reference, state, doubts from notice where template = 'planNews' order by 2`,
  )
  plans.close()
  notifications.close()
  const references = rows.map(({ reference }) => ({ reference }))
  expect(references, 'one notice for each').toEqual(told)
  return rows.map(({ id, reference, state, doubts }) => ({
    ...{ id: String(id), reference: String(reference), state: String(state) },
    doubts: Number(doubts),
  }))
}

/** Which news may leave, by its permit, and which still has something to tell. */
async function settledIn(dataDir: string) {
  const plans = lookInto(dataDir, 'care-plans')
  const taken = await plans.rows('select id from news where taken_at is not null')
  const open = await plans.rows(`
    select distinct news_id as id from news_item
    join suggestion on suggestion.id = news_item.suggestion_id
    where not exists (
      select 1 from confirmation where confirmation.suggestion_id = suggestion.id
        and confirmation.said_by = 'person' and confirmation.revision >= news_item.revision)
    and not exists (
      select 1 from outcome_kept where outcome_kept.outcome_id = suggestion.outcome_id
        and json_extract(outcome_kept.outcome, '$.standing') = 'enteredInError')`)
  plans.close()
  const ids = (rows: typeof taken) => rows.map(({ id }) => String(id))
  return { taken: ids(taken), open: ids(open) }
}
