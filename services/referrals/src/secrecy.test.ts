import { commonTables } from '@waymark/db'
import { aContact, anAgreement } from '@waymark/testing'
import { expect, test } from 'vitest'
import { lastCode, lastToken, yes } from './testing/by-link.ts'
import {
  aSubject,
  latestOf,
  referMargaret,
  type StartedReferrals,
  startReferrals,
} from './testing.ts'

const told = { by: 'Quenby Sallowthorn', on: '2026-11-22', how: 'phone' } as const
const given = {
  reason: 'Bramblewick since the spring',
  needToKnow: 'Hushwort on the stairs',
  whatMatters: 'Foxgloves at the gate',
  risks: { known: 'some', list: [{ words: 'Nettlebed floods', share: 'talkFirst' }] },
} as const
/** Five people: one who is referred, as five would be. */
const families = ['Quillfeather', 'Thistlewood', 'Marrowbone', 'Pennywhistle', 'Larksong']
const traces = new RegExp(
  [
    ...families,
    ...['zebedine', 'tansyroot', 'sallowthorn', 'bramblewick', 'hushwort', 'foxglove', 'nettlebed'],
    ...['pe24', '960 ?987', 'hollow', 'willowherb', 'ragwort'],
  ].join('|'),
  'i',
)

async function refusal(tried: Promise<unknown>): Promise<string> {
  return tried.then(
    () => {
      throw new Error('This was to be refused.')
    },
    (error) => JSON.stringify({ ...error, message: error.message }),
  )
}

/** One life of a referral, with every verb on the sender's side and the group's. */
async function wholeLife(started: StartedReferrals, familyName: string): Promise<string[]> {
  const { priya, jean, web, people, ids } = started
  const contact = aContact({
    phone: { safe: true, number: '01632 960 987' },
    email: { safe: true, address: 'zebedine@hollow.example' },
  })
  const named = { givenName: 'Zebedine', familyName, knownAs: 'Tansyroot', outcode: 'PE24' }
  const subject = aSubject({ ...named, contact })
  people.subjects.set(ids.margaret, { subject, userIds: [ids.priya] })
  const { referral, assignment } = await referMargaret(started, { ...given, risks: risks() })
  const params = { id: assignment.id }
  const question = { says: 'question', words: 'Does the willowherb matter?' } as const
  await jean.answerForGroup({ params, body: { answer: question } })
  const asked = await priya.readReferral({ params: { id: referral.id } })
  const questionId = latestOf(asked).questions[0]?.id ?? ''
  const explained = { words: 'No, the ragwort does.' }
  await priya.answerQuestion({ params: { id: questionId }, body: explained })
  const other = { says: 'no', reason: 'other', words: 'Too much ragwort.' } as const
  await priya.recordAnswer({ params, body: { answer: other, told } })
  const late = [
    await refusal(jean.answerForGroup({ params, body: { answer: other } })),
    await refusal(priya.answerQuestion({ params: { id: questionId }, body: explained })),
    await refusal(referMargaret(started, { reason: 'Bramblewick '.repeat(20) })),
  ]
  const body = { listingId: ids.choir, agreement: anAgreement() }
  const next = await priya.askNext({ params: { id: referral.id }, body })
  const token = await lastToken(started)
  const { session } = await web.startAnswerSession({ body: { token } })
  await web.answerLinked({ body: { token, session, answer: yes } })
  await web.askAnswerCode({ body: { token, session } })
  await web.proveAnswerCode({ body: { token, session, code: await lastCode(started) } })
  await priya.listReferrals()
  expect(JSON.stringify(next)).toMatch(traces)
  await priya.stopSharing({ params: { id: latestOf(next).id } })
  await priya.closeReferral({ params: { id: referral.id }, body: { as: 'closedUnmet' } })
  return late
}

function risks() {
  return { known: 'some' as const, list: [...given.risks.list] }
}

test('secure: no event, audit row, kept key, log line or refusal tells of a person', async () => {
  const started = await startReferrals()
  for (const family of families) {
    for (const said of await wholeLife(started, family)) expect(said).not.toMatch(traces)
  }
  await started.deps.reads.flush()
  let rows = 0
  for (const table of commonTables) {
    const kept = await started.deps.db.reader.select().from(table)
    rows += kept.length
    expect(JSON.stringify(kept)).not.toMatch(traces)
  }
  expect(rows).toBeGreaterThan(100)
  expect(started.logged.length).toBeGreaterThan(50)
  expect(started.logged.join('\n')).not.toMatch(traces)
  await started.stop()
})
