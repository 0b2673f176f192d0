import { afterEach, beforeEach, expect, test } from 'vitest'
import { proved } from '../testing/by-link.ts'
import { accepted, reported } from '../testing/outcomes.ts'
import { referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
  const { margaret, margaretsAccount } = started.ids
  await started.people.tellAccount(margaret, margaretsAccount)
  await started.hear()
})
afterEach(async () => {
  await started.stop()
})

test('happy: they see their referrals, what each group can see, and what it says', async () => {
  const { referralId, id, outcome } = await reported(started)
  const { contents } = await started.margarets.listOwnReferrals()
  expect(contents).toMatchObject([
    {
      id: referralId,
      sender: { name: 'Priya', workplaceName: 'Vale Surgery' },
      parts: [{ id, state: 'accepted', mayStop: true, outcomes: [{ id: outcome.id }] }],
    },
  ])
  expect(contents[0]?.parts[0]?.shared?.before.firstName).toBe('Maggie')
  expect(contents[0]?.sender).not.toHaveProperty('workplacePhone')
})

test('happy: stopped with one group: it sees nothing from then on', async () => {
  const { given, assignment } = await proved(started)
  const params = { id: assignment.id }
  const stopped = await started.margarets.stopOwnSharing({ params })
  expect(stopped.parts).toMatchObject([{ state: 'withdrawn', shared: null, mayStop: false }])
  await expect(started.web.readLinked({ body: given })).rejects.toMatchObject({ code: 'gone' })
  const again = started.margarets.stopOwnSharing({ params })
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
})

test('happy: all is stopped, those that wait and those that said yes; again, too', async () => {
  await accepted(started)
  await referMargaret(started, { listingId: started.ids.choir })
  const { contents } = await started.margarets.stopAllOwnSharing()
  const states = contents.flatMap(({ parts }) => parts.map(({ state }) => state))
  expect(states).toEqual(['withdrawn', 'withdrawn'])
  expect((await started.margarets.stopAllOwnSharing()).contents).toEqual(contents)
})

test('happy: they see who looked, the sender and the group; not themself', async () => {
  const { params } = await accepted(started)
  await started.margarets.listOwnReferrals()
  await started.jean.readForGroup({ params })
  const { contents } = await started.margarets.listOwnReferralLooks()
  expect(contents.map(({ action }) => action)).toContain('referral.read')
  const byGroup = contents.find(({ action }) => action === 'assignment.read')
  expect(byGroup?.organisationName).toBe('St Aidan’s')
  expect(contents.every(({ userId }) => userId !== started.ids.margaretsAccount)).toBe(true)
})

test('refused: an account that is nobody’s, or not any more, sees and stops nothing', async () => {
  const { params, id } = await accepted(started)
  await started.people.tellAccount(started.ids.margaret, null, 3)
  await started.hear()
  const { margarets } = started
  expect(await margarets.listOwnReferrals()).toEqual({ contents: [] })
  expect(await margarets.listOwnReferralLooks()).toEqual({ contents: [] })
  await expect(margarets.stopOwnSharing({ params })).rejects.toMatchObject({ code: 'notFound' })
  await expect(margarets.stopAllOwnSharing()).rejects.toMatchObject({ code: 'notFound' })
  expect((await started.jean.readForGroup({ params: { id } })).state).toBe('accepted')
})

test('secure: nobody else has own referrals; another person’s does not exist', async () => {
  const { params } = await accepted(started)
  const { priya, jean, web, as, user, ids } = started
  for (const other of [priya, jean, web]) {
    await expect(other.listOwnReferrals()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(other.stopOwnSharing({ params })).rejects.toMatchObject({ code: 'forbidden' })
  }
  const another = user('person', ids.kofi)
  await expect(another.stopOwnSharing({ params })).rejects.toMatchObject({ code: 'notFound' })
  const elsewhere = as.user('person', { tenant: 'northfields', userId: ids.margaretsAccount })
  expect(await elsewhere.listOwnReferrals()).toEqual({ contents: [] })
})
