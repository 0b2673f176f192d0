import { referralsEvents } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { assignmentTable } from '../assignment/tables.ts'
import { aQuestion, yes } from '../testing/by-link.ts'
import { latestOf, referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'
import { fireDue } from './jobs.ts'
import { timerTable } from './tables.ts'

const expiresAt = '2026-12-04T17:00:00.000Z'

const nothingFails = (error: unknown) => {
  throw error
}

async function expiredCount({ deps }: StartedReferrals): Promise<number> {
  const { events } = await readEvents(deps.db.reader, { after: 0, limit: 1000 })
  const { type } = referralsEvents.assignmentMoved
  return events.filter((each) => each.type === type && each.payload?.state === 'expired').length
}

test('happy: silence ends it at its minute, once, and the group sees nothing more', async () => {
  const started = await startReferrals()
  const { assignment } = await referMargaret(started)
  started.clock.set('2026-12-04T16:59:59.999Z')
  expect(await fireDue(started.deps, nothingFails)).toBe(0)
  started.clock.set(expiresAt)
  const both = [fireDue(started.deps, nothingFails), fireDue(started.deps, nothingFails)]
  expect((await Promise.all(both)).toSorted()).toEqual([0, 1])
  expect(await fireDue(started.deps, nothingFails)).toBe(0)
  expect(await expiredCount(started)).toBe(1)
  const seen = await started.jean.readForGroup({ params: { id: assignment.id } })
  expect(seen).toMatchObject({ state: 'expired', before: null, after: null })
  await started.stop()
})

test('refused: no deadline ends what was answered, or waits for the sender’s word', async () => {
  for (const answer of [yes, aQuestion]) {
    const started = await startReferrals()
    const { assignment } = await referMargaret(started)
    const params = { id: assignment.id }
    await started.jean.answerForGroup({ params, body: { answer } })
    started.clock.set('2027-03-01T09:00:00.000Z')
    expect(await fireDue(started.deps, nothingFails)).toBe(0)
    expect(await expiredCount(started)).toBe(0)
    await started.stop()
  }
})

test('happy: once its question is answered, a group has as long as before', async () => {
  const started = await startReferrals()
  const { referral, assignment } = await referMargaret(started)
  const params = { id: assignment.id }
  await started.jean.answerForGroup({ params, body: { answer: aQuestion } })
  started.clock.set('2026-12-18T10:00:00.000Z')
  const read = await started.priya.readReferral({ params: { id: referral.id } })
  const question = latestOf(read).questions[0]?.id ?? ''
  const body = { words: 'Two steps.' }
  const anew = await started.priya.answerQuestion({ params: { id: question }, body })
  expect(latestOf(anew)).toMatchObject({
    state: 'requested',
    answerBy: '2026-12-29T17:00:00.000Z',
    overdue: false,
  })
  expect(await fireDue(started.deps, nothingFails)).toBe(0)
  started.clock.set('2027-01-06T17:00:00.000Z')
  expect(await fireDue(started.deps, nothingFails)).toBe(1)
  expect(await expiredCount(started)).toBe(1)
  await started.stop()
})

test('happy: asking another when the time is past leaves no deadline behind', async () => {
  const started = await startReferrals()
  const { referral, assignment } = await referMargaret(started)
  started.clock.set('2026-12-01T09:00:00.000Z')
  const agreement = referral.assignments[0]?.agreement
  const { askedBy: _, withdrawnAt: __, ...given } = agreement ?? latestOf(referral).agreement
  const body = { listingId: started.ids.choir, agreement: given }
  const next = await started.priya.askNext({ params: { id: referral.id }, body })
  expect(next.assignments.map(({ state }) => state)).toEqual(['requested', 'expired'])
  const timers = await started.deps.db.reader
    .select()
    .from(timerTable)
    .where(eq(timerTable.subject, assignment.id))
  expect(timers).toMatchObject([{ firedAt: null, cancelledAt: '2026-12-01T09:00:00.000Z' }])
  await started.stop()
})

test('refused: one deadline that fails, and the rest still fire', async () => {
  const started = await startReferrals()
  const broken = await referMargaret(started)
  await referMargaret(started, { listingId: started.ids.choir })
  // A copy that no code of ours could write: it cannot be read.
  await started.deps.db.write((tx) =>
    tx
      .update(assignmentTable)
      .set({ shared: sql`'{'` })
      .where(eq(assignmentTable.id, broken.assignment.id)),
  )
  started.clock.set(expiresAt)
  const failed: unknown[] = []
  await fireDue(started.deps, (error) => failed.push(error))
  expect(failed).toHaveLength(1)
  expect(await expiredCount(started)).toBe(1)
  await started.stop()
})
