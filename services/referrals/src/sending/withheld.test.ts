import { aContact } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSubject, referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(async () => {
  await started.stop()
})

const typed = aContact({
  phone: { safe: true, number: '01632 960 201' },
  text: { safe: true, number: '07700 900 201' },
  messageSafe: true,
})
const reached = { phone: '01632 960 201', text: '07700 900 201', messageSafe: true }

/** Leila typed her; others know that texts and messages are not safe. */
async function refer(withheld: Parameters<typeof aSubject>[0] = {}) {
  const { people, ids, leila } = started
  const subject = aSubject({ contact: typed, relationship: null, ...withheld })
  people.subjects.set(ids.entry, { subject, userIds: [ids.leila] })
  const about = { kind: 'entry', entryId: ids.entry } as const
  const sent = await referMargaret({ priya: leila }, { about })
  const { contents } = await leila.listReferrals({ query: {} })
  const read = await leila.readReferral({ params: { id: contents[0]?.id ?? '' } })
  const { need, reason, needToKnow, risks, whatMatters } = read
  const wish = { need, reason, needToKnow, risks, whatMatters }
  const preview = await leila.previewReferral({ body: { about, ...wish, listingId: ids.choir } })
  return { ...sent, seen: [sent.assignment.shared, read.assignments[0]?.shared, preview.shared] }
}

test('secure: who typed somebody sees the same, whether or not others know them', async () => {
  const known = await refer({ withheld: ['text', 'message'] })
  await started.stop()
  started = await startReferrals()
  const unknown = await refer()
  expect(known.seen).toEqual(unknown.seen)
  for (const shared of known.seen) expect(shared?.after).toMatchObject(reached)
  expect(JSON.stringify(known)).not.toContain('withheld')
})

test('secure: the group gets no way that anybody was told is not safe', async () => {
  const { assignment } = await refer({ withheld: ['text', 'message'] })
  const params = { id: assignment.id }
  const body = { answer: { says: 'yes', placesLeft: null } } as const
  const { after } = await started.jean.answerForGroup({ params, body })
  expect(after).toMatchObject({ phone: reached.phone, text: null, messageSafe: false })
})
