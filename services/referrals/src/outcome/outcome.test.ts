import { readEvents } from '@waymark/db'
import { aReferral } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastToken, pressedButton, proved, yes } from '../testing/by-link.ts'
import { accepted, aReport, partFor, reported, told } from '../testing/outcomes.ts'
import { type StartedReferrals, startReferrals, testId } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(async () => {
  await started.stop()
})

async function reportsTold() {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  return events.filter(({ type }) => type === 'outcome.recorded').map(({ payload }) => payload)
}

test('happy: a group says what happened; the sender reads it, and is told by ids', async () => {
  const { referralId, id, outcome } = await reported(started)
  const part = await partFor(started, referralId)
  expect(part.state).toBe('accepted')
  expect(part.outcomes).toEqual([{ ...outcome, personSays: { state: 'notAsked' } }])
  expect(outcome).toMatchObject({ ...aReport(), source: 'account', told: null, revision: 1 })
  expect(await reportsTold()).toEqual([
    { assignmentId: id, referralId, outcomeId: outcome.id, revision: 1 },
  ])
  const [line] = (await started.priya.listReferrals({ query: {} })).contents
  expect(line?.latest.outcome).toEqual({ kind: 'stillComing', saidAt: outcome.saidAt })
})

test('happy: by the link a correction is a revision, and a mistake keeps no word', async () => {
  const { given } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  const { assignment } = await started.web.reportLinked({ body: { ...given, outcome: aReport() } })
  const [first] = assignment.outcomes
  expect(first).toMatchObject({ revision: 1, source: 'link' })
  const outcomeId = first?.id ?? ''
  const better = { outcomeId, revision: 1, outcome: aReport({ kind: 'endedEarly' }) }
  const second = await started.web.correctLinked({ body: { ...given, ...better } })
  expect(second.assignment.outcomes).toMatchObject([{ revision: 2, kind: 'endedEarly' }])
  const mistake = { outcomeId, revision: 2, outcome: null }
  const third = await started.web.correctLinked({ body: { ...given, ...mistake } })
  expect(third.assignment.outcomes).toMatchObject([
    { revision: 3, standing: 'enteredInError', kind: null, words: null, timesCame: null },
  ])
  const revisions = (await reportsTold()).map((payload) => payload?.revision)
  expect(revisions).toEqual([1, 2, 3])
})

test('happy: written down from a call, with who told; corrected after the end too', async () => {
  const { params, referralId } = await accepted(started)
  const body = { outcome: aReport({ kind: 'finished' }), told }
  const { assignments } = await started.priya.recordOutcome({ params, body })
  const [outcome] = assignments[0]?.outcomes ?? []
  expect(outcome).toMatchObject({ source: 'call', told: { ...told, to: 'Priya' } })
  await started.priya.closeReferral({ params: { id: referralId }, body: { as: 'completed' } })
  const correction = { revision: 1, outcome: aReport({ kind: 'endedEarly' }), told }
  const mended = await started.priya.correctOutcome({
    ...{ params: { id: outcome?.id ?? '' }, body: correction },
  })
  expect(mended.state).toBe('completed')
  expect(mended.assignments[0]?.outcomes).toMatchObject([{ revision: 2, kind: 'endedEarly' }])
})

test('happy: two who correct at one moment: the later is told to read again', async () => {
  const { outcome } = await reported(started)
  const params = { id: outcome.id }
  const correct = (kind: 'finished' | 'movedOn') =>
    started.jean.correctForGroup({ params, body: { revision: 1, outcome: aReport({ kind }) } })
  const both = await Promise.allSettled([correct('finished'), correct('movedOn')])
  const refused = both.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'stale' } }])
})

test('secure: once its part is over, a group no longer sees how to reach them', async () => {
  const { given } = await proved(started)
  expect((await started.web.readLinked({ body: given })).assignment.after).not.toBeNull()
  const ended = { body: { ...given, outcome: aReport({ kind: 'finished' }) } }
  const over = await started.web.reportLinked(ended)
  expect(over.assignment.after).toBeNull()
  expect(over.assignment.before).not.toBeNull()
  expect(over.code).toEqual({ state: 'notNeeded' })
  const outcomeId = over.assignment.outcomes[0]?.id ?? ''
  const back = { ...given, outcomeId, revision: 1, outcome: null }
  expect((await started.web.correctLinked({ body: back })).assignment.after).not.toBeNull()
})

test('happy: the sender ends it once something is said; then the group sees nothing', async () => {
  const { given, referral, assignment } = await proved(started)
  const params = { id: referral.id }
  const end = () => started.priya.closeReferral({ params, body: { as: 'completed' } })
  await expect(end()).rejects.toMatchObject({ code: 'conflict' })
  await started.web.reportLinked({ body: { ...given, outcome: aReport({ kind: 'notKnown' }) } })
  const ended = await end()
  expect(ended).toMatchObject({ state: 'completed', assignments: [{ state: 'completed' }] })
  expect(ended.assignments[0]).toMatchObject({ shared: null, moves: [] })
  await expect(started.web.readLinked({ body: given })).rejects.toMatchObject({ code: 'gone' })
  const read = await started.jean.readForGroup({ params: { id: assignment.id } })
  expect(read).toMatchObject({ before: null, after: null, outcomes: [{ kind: 'notKnown' }] })
})

test('refused: what was taken back as a mistake does not end a referral', async () => {
  const { referralId, outcome } = await reported(started)
  const body = { revision: 1, outcome: null }
  await started.jean.correctForGroup({ params: { id: outcome.id }, body })
  const end = started.priya.closeReferral({
    ...{ params: { id: referralId }, body: { as: 'completed' } as const },
  })
  await expect(end).rejects.toMatchObject({ code: 'conflict' })
})

test('happy: a group that said yes is asked what happened, by a link of its own', async () => {
  const { params } = await accepted(started)
  await started.priya.askWhatHappened({ params })
  const token = await lastToken(started)
  expect((await started.web.readLinkFace({ body: { token } })).state).toBe('answered')
  await started.priya.askWhatHappened({ params })
  await started.priya.askWhatHappened({ params })
  const fourth = started.priya.askWhatHappened({ params })
  await expect(fourth).rejects.toMatchObject({ code: 'tooMany' })
})

test('secure: only care-plans takes what happened, until sharing stops', async () => {
  const { params, referralId, outcome } = await reported(started)
  const which = { params: { id: outcome.id, revision: 1 } }
  const names = { listingName: 'Tuesday lunch club', organisationName: 'St Aidan’s' }
  const personId = started.ids.margaret
  expect(await started.plans.takeOutcome(which)).toEqual({
    ...{ outcome, referralId, personId, ...names },
  })
  expect(await started.plans.readReferralForPlan({ params: { id: referralId } })).toEqual({
    ...{ referralId, personId, ...names },
  })
  const elsewhere = started.as.service('care-plans', 'northfields')
  await expect(elsewhere.takeOutcome(which)).rejects.toMatchObject({ code: 'notFound' })
  for (const other of [started.priya, started.jean, started.web, started.margarets]) {
    await expect(other.takeOutcome(which)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await started.priya.stopSharing({ params })
  await expect(started.plans.takeOutcome(which)).rejects.toMatchObject({ code: 'gone' })
})

test('secure: of another group’s report nobody there can say or correct anything', async () => {
  const { params, outcome } = await reported(started)
  const { as, ids } = started
  const other = as.user('organisationManager', {
    ...{ organisationId: ids.harbour, userId: testId(5) },
  })
  const body = { outcome: aReport() }
  await expect(other.reportForGroup({ params, body })).rejects.toMatchObject({ code: 'notFound' })
  const correct = other.correctForGroup({
    ...{ params: { id: outcome.id }, body: { revision: 1, outcome: null } },
  })
  await expect(correct).rejects.toMatchObject({ code: 'notFound' })
  const kofi = started.kofi.correctOutcome({
    ...{ params: { id: outcome.id }, body: { revision: 1, outcome: null, told } },
  })
  await expect(kofi).rejects.toMatchObject({ code: 'notFound' })
})

test('secure: one link corrects nothing that was said of another part', async () => {
  const { outcome } = await reported(started)
  const { choir, margaret } = started.ids
  const about = { kind: 'person', personId: margaret } as const
  await started.priya.createReferral({ body: aReferral(about, choir) })
  const token = await lastToken(started)
  const { session } = await started.web.startAnswerSession({ body: { token } })
  await started.web.answerLinked({ body: { token, session, answer: yes } })
  const correction = { outcomeId: outcome.id, revision: 1, outcome: null }
  const tried = started.web.correctLinked({ body: { token, session, ...correction } })
  await expect(tried).rejects.toMatchObject({ code: 'notFound' })
})

test('refused: once sharing has stopped nothing more is said, and no word is seen', async () => {
  const { params } = await reported(started)
  await started.priya.stopSharing({ params })
  const again = started.jean.reportForGroup({ params, body: { outcome: aReport() } })
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
  expect((await started.jean.readForGroup({ params })).outcomes).toEqual([])
})

test('refused: more than a hundred sayings of one part, and too many times', async () => {
  const { params, outcome } = await reported(started)
  for (let revision = 1; revision < 100; revision += 1) {
    const body = { revision, outcome: aReport({ timesCame: revision }) }
    await started.jean.correctForGroup({ params: { id: outcome.id }, body })
  }
  const more = started.jean.reportForGroup({ params, body: { outcome: aReport() } })
  await expect(more).rejects.toMatchObject({ code: 'conflict' })
  const body = { outcome: aReport({ timesCame: 1000 }) }
  await expect(started.jean.reportForGroup({ params, body })).rejects.toMatchObject({
    code: 'invalid',
  })
})
