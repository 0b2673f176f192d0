import { referralsEvents } from '@waymark/contracts'
import { actorKey } from '@waymark/core'
import { commonTables, readEvents } from '@waymark/db'
import { anAgreement } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agreementTable } from '../agreement/tables.ts'
import { answerLinkTable, answerSessionTable } from '../answer-link/tables.ts'
import { assignmentTable } from '../assignment/tables.ts'
import { pressedButton, yes } from '../testing/by-link.ts'
import {
  latestOf,
  referMargaret,
  type StartedReferrals,
  startReferrals,
  testId,
} from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(() => started.stop())

const working = () => {
  const { priyaWithMargaret: relationshipId, margaret: personId, priya: userId } = started.ids
  return { relationshipId, personId, userId }
}

test('secure: a relationship that ended shows nothing, whatever start comes late', async () => {
  const { priya, people } = started
  const { referral } = await referMargaret(started)
  await people.tellEnded(working())
  await started.hear()
  for (const start of [false, true]) {
    if (start) await people.tellStarted(working())
    await started.hear()
    const read = priya.readReferral({ params: { id: referral.id } })
    await expect(read).rejects.toMatchObject({ code: 'notFound' })
    expect((await priya.listReferrals()).totalItems).toBe(0)
  }
})

test('happy: one who turns out to be another takes their referrals along', async () => {
  const { priya, people, ids } = started
  const { referral } = await referMargaret(started)
  const older = testId(19)
  await people.tellMerged(ids.margaret, older)
  await started.hear()
  const read = await priya.readReferral({ params: { id: referral.id } })
  expect(read.about).toEqual({ kind: 'person', personId: older })
  const listed = async (personId: string) =>
    (await priya.listReferrals({ query: { personId } })).size
  expect([await listed(older), await listed(ids.margaret)]).toEqual([1, 0])
})

test('secure: asking for another’s person gives nothing, not even an own entry', async () => {
  const { leila, kofi, priya, ids } = started
  await referMargaret(started)
  const about = { kind: 'entry', entryId: ids.entry } as const
  await referMargaret({ priya: leila }, { about })
  const query = { personId: ids.margaret }
  const sizes = [leila, kofi, priya].map(async (by) => (await by.listReferrals({ query })).size)
  expect(await Promise.all(sizes)).toEqual([0, 0, 2])
})

test.each(['withdrawn', 'declinedByPerson', 'enteredInError'] as const)(
  'secure: closed as %s, copy, links and sessions are gone in the same write',
  async (as) => {
    const { referral, assignment } = await pressedButton(started)
    const { priya, jean, deps } = started
    const ended = await priya.closeReferral({ params: { id: referral.id }, body: { as } })
    expect(ended).toMatchObject({ state: as, version: referral.version + 1 })
    const at = started.clock.now().toISOString()
    const [links, sessions, agreements, parts] = await Promise.all([
      deps.db.reader.select().from(answerLinkTable),
      deps.db.reader.select().from(answerSessionTable),
      deps.db.reader.select().from(agreementTable),
      deps.db.reader.select().from(assignmentTable),
    ])
    expect({ links, sessions, agreements, parts }).toMatchObject({
      links: [{ revokedAt: at }],
      sessions: [{ expiresAt: at }],
      agreements: [{ withdrawnAt: at }],
      parts: [{ state: 'withdrawn', shared: null }],
    })
    const seen = await jean.readForGroup({ params: { id: assignment.id } })
    expect(seen).toMatchObject({ before: null, after: null, questions: [] })
    const { events } = await readEvents(deps.db.reader, { after: 0, limit: 1000 })
    const told = events.map(({ type }) => type).slice(-2)
    const { assignmentWithdrawn, referralClosed } = referralsEvents
    expect(told).toEqual([assignmentWithdrawn.type, referralClosed.type])
    const again = priya.closeReferral({ params: { id: referral.id }, body: { as } })
    await expect(again).rejects.toMatchObject({ code: 'conflict', allowed: [] })
  },
)

test('refused: nobody could help, while a group still has it', async () => {
  const { referral, assignment } = await referMargaret(started)
  const close = () =>
    started.priya.closeReferral({ params: { id: referral.id }, body: { as: 'closedUnmet' } })
  await expect(close()).rejects.toMatchObject({ code: 'conflict' })
  await started.priya.stopSharing({ params: { id: assignment.id } })
  expect(await close()).toMatchObject({ state: 'closedUnmet' })
})

test('happy: one press asks a similar group; an agreement taken back covers nobody', async () => {
  const agreement = anAgreement({ scope: 'similarGroups' })
  const { referral, assignment } = await referMargaret(started, { agreement })
  const ask = (listingId: string) =>
    started.priya.askNext({ params: { id: referral.id }, body: { listingId, agreement: null } })
  const next = await ask(started.ids.choir)
  expect(next.assignments.map(({ state }) => state)).toEqual(['requested', 'redirected'])
  expect(latestOf(next).shared).toEqual(assignment.shared)
  await started.priya.stopSharing({ params: { id: latestOf(next).id } })
  const uncovered = [expect.objectContaining({ pointer: '/agreement' })]
  const refused = { code: 'invalid', problems: uncovered }
  await expect(ask(started.ids.lunchClub)).rejects.toMatchObject(refused)
})

test('secure: past the agreement’s last day a group sees nothing, its yes or not', async () => {
  const agreement = anAgreement({ until: '2026-11-23' })
  const { assignment } = await referMargaret(started, { agreement })
  const params = { id: assignment.id }
  const before = await started.jean.readForGroup({ params })
  expect(before).toMatchObject({ before: { firstName: 'Maggie' }, after: null })
  const after = await started.jean.answerForGroup({ params, body: { answer: yes } })
  expect(after.after).toMatchObject({ familyName: 'Okafor-Hughes', phone: '01632 960 201' })
  started.clock.set('2026-11-24T00:00:00.000Z')
  expect(await started.jean.readForGroup({ params })).toMatchObject({ before: null, after: null })
  const list = await started.jean.listForGroup({ params: { id: started.ids.stAidans } })
  expect(list.contents).toMatchObject([{ firstName: null }])
})

test('secure: every read is in the audit about the person, with who read', async () => {
  const { priya, jean, deps, ids } = started
  const { referral, assignment } = await referMargaret(started)
  await priya.readReferral({ params: { id: referral.id } })
  await priya.listReferrals()
  await jean.readForGroup({ params: { id: assignment.id } })
  await deps.reads.flush()
  const audits = commonTables.find((table) => 'mac' in table)
  const rows = audits === undefined ? [] : await deps.db.reader.select().from(audits)
  const keyOf = (userId: string) =>
    actorKey({ kind: 'user', userId, tenant: 'demo', memberships: [] })
  for (const [action, userId] of [
    ['referral.read', ids.priya],
    ['referral.listed', ids.priya],
    ['assignment.read', testId(4)],
  ] as const) {
    const actor = keyOf(userId)
    expect(rows).toContainEqual(expect.objectContaining({ action, subject: ids.margaret, actor }))
  }
})
