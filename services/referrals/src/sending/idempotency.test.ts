import { createSigner, signingKeyFromSeed } from '@waymark/auth'
import { referralsApi } from '@waymark/contracts'
import { anAgreement, aReferral } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assignmentTable } from '../assignment/tables.ts'
import { referralTable } from '../referral/tables.ts'
import { latestOf, referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(async () => {
  await started.stop()
})

const body = () =>
  aReferral({ kind: 'person', personId: started.ids.margaret }, started.ids.lunchClub)
const key = (name: string) => ({ idempotencyKey: `a-key-for-${name}` })
const rows = async () => {
  const { reader } = started.deps.db
  return [await reader.$count(referralTable), await reader.$count(assignmentTable)]
}

/** The status that a bare call gets, with a link worker's token and no key. */
async function statusWithoutKey(path: string, sent: object): Promise<number | undefined> {
  const { platform, ids } = started
  const { now, newId, tenant } = platform
  const signingKey = await signingKeyFromSeed(await platform.secret('identity-signing-key'))
  const signer = createSigner({ service: 'identity', key: signingKey, now, newId })
  const user = { userId: ids.priya, tenant, memberships: [{ role: 'linkWorker' as const }] }
  const request = new Request(`http://referrals.internal/api/referrals/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await signer.signUser(user, 'referrals')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(sent),
  })
  return (await platform.local.get('referrals')?.(request))?.status
}

test('refused: every route that must not be done twice asks for a key (400)', async () => {
  const { assignment, referral } = await referMargaret(started)
  const told = { by: 'Pat', on: '2026-11-20', how: 'phone' }
  const outcome = { kind: 'finished', on: told.on, timesCame: null, words: null }
  const calls: readonly (readonly [string, object])[] = [
    ['/referrals', body()],
    [`/referrals/${referral.id}/close`, { as: 'withdrawn' }],
    [`/referrals/${referral.id}/assignments`, { listingId: started.ids.choir, agreement: null }],
    [`/assignments/${assignment.id}/recorded-answer`, { answer: { says: 'full' }, told }],
    [`/assignments/${assignment.id}/links`, {}],
    [`/assignments/${assignment.id}/stop-sharing`, {}],
    [`/assignments/${assignment.id}/recorded-attendance`, { on: told.on, mark: 'came', told }],
    [`/assignments/${assignment.id}/recorded-outcomes`, { outcome, told }],
    [`/assignments/${assignment.id}/outcome-requests`, {}],
  ]
  for (const [path, sent] of calls) {
    expect([path, await statusWithoutKey(path, sent)]).toEqual([path, 400])
  }
  expect((await started.priya.readReferral({ params: { id: referral.id } })).state).toBe('open')
  expect(Object.values(referralsApi.routes).filter(({ idempotent }) => idempotent).length).toBe(19)
})

test('happy: sent twice with one key it is sent once, at the same moment too', async () => {
  const first = await started.priya.createReferral({ body: body(), ...key('send') })
  const again = await started.priya.createReferral({ body: body(), ...key('send') })
  expect(again.id).toBe(first.id)
  const next = { listingId: started.ids.choir, agreement: anAgreement() }
  const asked = { params: { id: first.id }, body: next, ...key('next') }
  const both = await Promise.allSettled([
    started.priya.askNext(asked),
    started.priya.askNext(asked),
  ])
  expect(both.map(({ status }) => status)).toContain('fulfilled')
  const late = both.find(({ status }) => status === 'rejected')
  expect(late).toMatchObject({ reason: { code: 'conflict' } })
  expect((await started.priya.askNext(asked)).assignments).toHaveLength(2)
  expect(await rows()).toEqual([1, 2])
})

test('refused: a key that was used for something else (422), and nothing is kept', async () => {
  await started.priya.createReferral({ body: body(), ...key('send') })
  const other = { ...body(), reason: 'Another reason.' }
  const reused = started.priya.createReferral({ body: other, ...key('send') })
  await expect(reused).rejects.toMatchObject({ code: 'invalid', status: 422 })
  expect(await rows()).toEqual([1, 1])
})

test('happy: repeated once the listing has closed, it answers as before', async () => {
  const first = await started.priya.createReferral({ body: body(), ...key('send') })
  const { id } = latestOf(first)
  const told = { by: 'Pat', on: '2026-11-20', how: 'phone' } as const
  const answer = { says: 'question' as const, words: 'Does she hear well?' }
  const recorded = { params: { id }, body: { answer, told }, ...key('told') }
  const [question] = latestOf(await started.priya.recordAnswer(recorded)).questions
  const explained = {
    params: { id: question?.id ?? '' },
    body: { words: 'With one ear.' },
    ...key('explain'),
  }
  await started.priya.answerQuestion(explained)
  await started.priya.sendLinkAgain({ params: { id }, ...key('again') })
  started.directory.state.closed.add(started.ids.lunchClub)
  started.directory.state.isAway = true
  started.people.state.isAway = true
  const again = [
    await started.priya.createReferral({ body: body(), ...key('send') }),
    await started.priya.recordAnswer(recorded),
    await started.priya.answerQuestion(explained),
    await started.priya.sendLinkAgain({ params: { id }, ...key('again') }),
  ]
  expect(again.map((each) => each.id)).toEqual(again.map(() => first.id))
  expect(latestOf(again[0] ?? first).questions).toHaveLength(1)
  expect(await rows()).toEqual([1, 1])
})
