import type { ReferralGiven } from '@waymark/contracts'
import { anAgreement, aReferral } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assignmentTable } from '../assignment/tables.ts'
import { referralTable } from '../referral/tables.ts'
import { countEvents } from '../testing/by-link.ts'
import {
  aPage,
  aSubject,
  latestOf,
  referMargaret,
  type StartedReferrals,
  startReferrals,
} from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(() => started.stop())

async function rowsKept(): Promise<number> {
  const { reader } = started.deps.db
  const kept = [
    await reader.select().from(referralTable),
    await reader.select().from(assignmentTable),
  ]
  return kept.flat().length + (await countEvents(started))
}

const obstacles: readonly (readonly [string, RegExp, () => unknown])[] = [
  ['closed since', /closed/, () => started.directory.state.closed.add(started.ids.lunchClub)],
  ['full', /full/, () => lunchClub({ placesLeft: 0 })],
  ['for signposting only', /does not take referrals/, () => lunchClub({ ready: false })],
  ['without a mailbox', /no e-mail address/, () => lunchClub({ email: null })],
  ['sent by somebody without a workplace', /where you work/, () => noWorkplace()],
]

function lunchClub(given: Partial<Parameters<typeof aPage>[0]>) {
  const { lunchClub: listingId, stAidans: organisationId } = started.ids
  started.directory.pages.set(listingId, aPage({ listingId, organisationId, ...given }))
}

function noWorkplace() {
  const userId = started.ids.priya
  started.identity.referrers.set(userId, { userId, name: 'Priya', workplace: null })
}

test.each(obstacles)('refused: a group that is %s', async (_, says, arrange) => {
  arrange()
  const tried = referMargaret(started)
  await expect(tried).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(says),
  })
  expect(await rowsKept()).toBe(0)
})

test('refused: the same group twice for one person, anew or as the next', async () => {
  await referMargaret(started)
  const again = { code: 'conflict', message: expect.stringContaining('already') }
  const before = await rowsKept()
  await expect(referMargaret(started)).rejects.toMatchObject(again)
  expect(await rowsKept()).toBe(before)
  const { referral } = await referMargaret(started, { listingId: started.ids.choir })
  const body = { listingId: started.ids.lunchClub, agreement: anAgreement() }
  const next = started.priya.askNext({ params: { id: referral.id }, body })
  await expect(next).rejects.toMatchObject(again)
  const { assignments } = await started.priya.readReferral({ params: { id: referral.id } })
  expect(assignments).toMatchObject([{ state: 'requested', listingName: 'Harbour choir' }])
})

const wrong: readonly (readonly [string, Partial<ReferralGiven>])[] = [
  ['/agreement/askedOn', { agreement: anAgreement({ askedOn: '2026-11-23' }) }],
  ['/agreement/until', { agreement: anAgreement({ until: '2026-11-21' }) }],
  ['/agreement/wordingVersion', { agreement: anAgreement({ wordingVersion: '2025-01' }) }],
  ['/agreement', { agreement: undefined as never }],
  ['/risks', { risks: undefined as never }],
  ['/risks/list', { risks: { known: 'some', list: [] } }],
  ['/reason', { reason: 'x'.repeat(151) }],
  ['/about', { about: undefined as never }],
]

test.each(wrong)('refused: what is missing or wrong, named: %s', async (pointer, given) => {
  await expect(referMargaret(started, given)).rejects.toMatchObject({
    code: 'invalid',
    problems: [expect.objectContaining({ pointer })],
  })
  expect(await rowsKept()).toBe(0)
})

test('refused: while people or the directory is away, and nothing is kept', async () => {
  for (const { state } of [started.people, started.directory]) {
    state.isAway = true
    await expect(referMargaret(started)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await rowsKept()).toBe(0)
    state.isAway = false
  }
  await referMargaret(started)
})

test('happy: only safe ways are copied, and only the risks a group is told', async () => {
  const { people, ids } = started
  const { contact } = aSubject()
  const unsafe = { ...contact, email: { safe: false, address: 'secret@home.example' } } as never
  people.subjects.set(ids.margaret, {
    subject: aSubject({ contact: unsafe }),
    userIds: [ids.priya],
  })
  const list = [
    { words: 'Falls easily.', share: 'tellGroup' },
    { words: 'An angry neighbour.', share: 'talkFirst' },
    { words: 'Old debts.', share: 'notRelevant' },
  ] as const
  const { assignment } = await referMargaret(started, { risks: { known: 'some', list: [...list] } })
  expect(assignment.shared).toMatchObject({
    before: { risks: ['Falls easily.'], noKnownRisks: false, ringSenderFirst: true },
    after: { phone: '01632 960 201', email: null },
  })
  expect(JSON.stringify(assignment.shared)).not.toMatch(/neighbour|debts|secret@/)
})

test('happy: a preview is what is shared then, word for word, and keeps nothing', async () => {
  const { priya, ids } = started
  const about = { kind: 'person', personId: ids.margaret } as const
  const { agreement: _, ...body } = aReferral(about, ids.lunchClub)
  const preview = await priya.previewReferral({ body })
  expect(await rowsKept()).toBe(0)
  expect(preview.obstacles).toEqual([])
  const { referral, assignment } = await referMargaret(started)
  expect(assignment.shared).toEqual(preview.shared)
  expect(assignment.answerBy).toBe(preview.answerBy)
  expect(referral.sender).toEqual(preview.sender)
  const { obstacles: found } = await priya.previewReferral({ body })
  expect(found.map(({ code }) => code)).toEqual(['alreadyAsked'])
})

test('secure: a practitioner’s referral is about the entry, never the record', async () => {
  const { leila, kofi, priya, people, ids } = started
  const about = { kind: 'entry', entryId: ids.entry } as const
  const { referral, assignment } = await referMargaret({ priya: leila }, { about })
  expect(referral.about).toEqual(about)
  expect(JSON.stringify(referral)).not.toContain(ids.margaret)
  const relationship = { relationshipId: ids.priyaWithMargaret, personId: ids.margaret }
  await people.tellStarted({ ...relationship, userId: ids.priya })
  await started.hear()
  const body = { listingId: ids.choir, agreement: anAgreement() }
  const known = await priya.askNext({ params: { id: referral.id }, body })
  expect(latestOf(known).shared?.before.firstName).toBe('Maggie')
  const theirs = await leila.readReferral({ params: { id: referral.id } })
  expect(theirs.assignments).toMatchObject([{ shared: null, questions: [] }, { id: assignment.id }])
  expect(JSON.stringify(theirs)).not.toMatch(/Maggie/)
  const read = kofi.readReferral({ params: { id: referral.id } })
  await expect(read).rejects.toMatchObject({ code: 'notFound' })
})

test('secure: another sender’s person, and another tenant’s referral, are not there', async () => {
  const { kofi, as, ids } = started
  await expect(referMargaret({ priya: kofi })).rejects.toMatchObject({ code: 'notFound' })
  const { referral } = await referMargaret(started)
  const elsewhere = as.user('linkWorker', { tenant: 'northfields', userId: ids.priya })
  const read = elsewhere.readReferral({ params: { id: referral.id } })
  await expect(read).rejects.toMatchObject({ code: 'notFound' })
  expect((await elsewhere.listReferrals()).totalItems).toBe(0)
})
