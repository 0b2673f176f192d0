import type { ReceivedMail } from '@waymark/testing'
import { expect } from 'vitest'
import { lookInto } from '../support/outside.ts'

type Row = Readonly<Record<string, unknown>>

/** What an event asks to be sent: its template, by whose id its words and permit are asked for. */
const asked: Readonly<Record<string, { template: string; reference: string; kind: string }>> = {
  'assignment.linkMade': { template: 'referralLink', reference: 'linkId', kind: 'answerLink' },
  'assignment.codeAsked': { template: 'referralCode', reference: 'codeId', kind: 'answerCode' },
  'assignment.withdrawn': {
    template: 'referralStopped',
    reference: 'assignmentId',
    kind: 'stopped',
  },
}

/** A notice with the event that asked for it and whether its permit was taken. */
interface Traced {
  readonly id: string
  readonly key: string
  readonly assignmentId: string
  readonly seq: number
  readonly state: string
  readonly doubts: number
  readonly settledAt: string
  readonly permitted: boolean
  readonly mails: readonly ReceivedMail[]
}

export interface MailTally {
  readonly sent: number
  readonly dropped: number
  /** Second copies, each under the Message-ID of the first. */
  readonly copies: number
  readonly doubts: number
}

/**
 * Every event has its notice, every notice its end, every mail its permit. A notice may have come
 * twice only where its process died between sending and marking, which its row counts as a doubt.
 */
export async function expectMail(
  dataDir: string,
  mailbox: readonly ReceivedMail[],
): Promise<MailTally> {
  const traced = await trace(dataDir, mailbox)
  const known = new Set(traced.map(({ id }) => messageIdOf(id)))
  for (const { messageId } of mailbox) expect(known, 'a mail of nobody').toContain(messageId)
  for (const { key, state, doubts, permitted, mails } of traced) {
    expect(['sent', 'dropped'], key).toContain(state)
    if (mails.length > 0) expect(permitted, `${key} left without a permit`).toBe(true)
    if (state === 'sent') expect(mails.length, key).toBeGreaterThanOrEqual(1)
    expect(mails.length, `${key} came too often`).toBeLessThanOrEqual(1 + doubts)
    // Dropped and yet there: it had left when its process died, and then was of no use any more.
    if (state === 'dropped') expect(mails.length, key).toBeLessThanOrEqual(doubts)
  }
  expectInOrder(traced, mailbox)
  await expectDropsFounded(dataDir, traced)
  const extra = traced.map(({ mails }) => Math.max(0, mails.length - 1))
  return {
    sent: traced.filter(({ state }) => state === 'sent').length,
    dropped: traced.filter(({ state }) => state === 'dropped').length,
    copies: sum(extra),
    doubts: sum(traced.map(({ doubts }) => doubts)),
  }
}

async function trace(dataDir: string, mailbox: readonly ReceivedMail[]): Promise<Traced[]> {
  const referrals = lookInto(dataDir, 'referrals')
  const notifications = lookInto(dataDir, 'notifications')
  const since = await notifications.count(
    "select started_after from cursors where consumer = 'notifications' and source = 'referrals'",
  )
  const types = Object.keys(asked)
  const told = await referrals.rows(
    `select seq, type, payload from events where seq > ? and type in (?, ?, ?) order by seq`,
    [since, ...types],
  )
  const permits = await referrals.rows('select kind, reference from send_permit')
  const notices = await notifications.rows("select * from notice where template like 'referral%'")
  referrals.close()
  notifications.close()
  const taken = new Set(permits.map(({ kind, reference }) => `${kind} ${reference}`))
  const byKey = new Map(notices.map((row) => [`${row.template} ${row.reference}`, row]))
  const traced = told.map((event) => {
    const { key, permit, assignmentId } = askedBy(event)
    const notice = byKey.get(key)
    expect(notice, `${key} has no notice`).toBeDefined()
    return toTraced({ ...notice, ...event, key, assignmentId }, taken.has(permit), mailbox)
  })
  expect(new Set(traced.map(({ key }) => key)).size, 'asked for twice').toBe(traced.length)
  expect(notices.length, 'a notice that nothing asked for').toBe(traced.length)
  return traced
}

function askedBy({ type, payload }: Row) {
  const wanted = asked[String(type)]
  // Our own event's payload, as JSON of strings.
  const ids = JSON.parse(String(payload)) as Readonly<Record<string, string>>
  const reference = ids[wanted?.reference ?? '']
  return {
    key: `${wanted?.template} ${reference}`,
    permit: `${wanted?.kind} ${reference}`,
    assignmentId: ids.assignmentId,
  }
}

function toTraced(row: Row, permitted: boolean, mailbox: readonly ReceivedMail[]): Traced {
  const id = String(row.id)
  return {
    ...{ id, permitted, key: String(row.key), assignmentId: String(row.assignmentId) },
    ...{ seq: Number(row.seq), state: String(row.state), doubts: Number(row.doubts) },
    settledAt: String(row.settled_at),
    mails: mailbox.filter(({ messageId }) => messageId === messageIdOf(id)),
  }
}

/** What an e-mail is known by: it follows from the row of its notice. */
export const messageIdOf = (noticeId: string) => `<notice-${noticeId}@waymark.example>`
const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)

/** A group reads about one referral in the order in which it happened: first copies are meant. */
function expectInOrder(traced: readonly Traced[], mailbox: readonly ReceivedMail[]): void {
  const byMessageId = new Map(traced.map((each) => [messageIdOf(each.id), each]))
  const lastOf = new Map<string, number>()
  const seen = new Set<string>()
  for (const { messageId } of mailbox) {
    const notice = byMessageId.get(messageId)
    if (notice === undefined || seen.has(messageId)) continue
    seen.add(messageId)
    const before = lastOf.get(notice.assignmentId) ?? 0
    expect(notice.seq, `${notice.key} came after a later one`).toBeGreaterThan(before)
    lastOf.set(notice.assignmentId, notice.seq)
  }
}

/** What was dropped unsent had nothing left to say: answered, ended, replaced or past its time. */
async function expectDropsFounded(dataDir: string, traced: readonly Traced[]): Promise<void> {
  const referrals = lookInto(dataDir, 'referrals')
  const stillRight = await referrals.rows(`
    select 'referralLink ' || answer_link.id as key, answer_link.expires_at as until
    from answer_link join assignment on assignment.id = assignment_id
    where revoked_at is null and state in ('requested', 'underReview')
    union all
    select 'referralCode ' || answer_code.id, answer_code.expires_at
    from answer_code join assignment on assignment.id = assignment_id
    where ended_at is null and state = 'accepted'
    union all
    select 'referralStopped ' || assignment_id, '9' from send_permit where kind = 'answerLink'`)
  referrals.close()
  const dropped = traced.filter(({ state }) => state === 'dropped')
  const rightUntil = new Map(stillRight.map(({ key, until }) => [String(key), String(until)]))
  const isRight = ({ key, settledAt }: Traced) => settledAt < (rightUntil.get(key) ?? '')
  expect(
    dropped.filter(isRight).map(({ key }) => key),
    'dropped for nothing',
  ).toEqual([])
}
