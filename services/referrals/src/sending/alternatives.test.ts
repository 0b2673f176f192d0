import type { ListingCard } from '@waymark/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aPage, referMargaret, type StartedReferrals, startReferrals, testId } from '../testing.ts'

let started: StartedReferrals
beforeEach(async () => {
  started = await startReferrals()
})
afterEach(async () => {
  await started.stop()
})

/** Puts a listing in the directory, and on what a search finds. */
function offer(
  number: number,
  given: { left?: number; needs?: ListingCard['needs']; age?: number },
) {
  const id = testId(number)
  const { left, needs = ['company'], age } = given
  const page = aPage({
    ...{ listingId: id, organisationId: started.ids.harbour },
    ...(age === undefined ? {} : { minimumAge: age }),
  })
  started.directory.pages.set(id, page)
  started.directory.state.cards.push({
    ...{ id, needs, name: `Offer ${number}`, organisationName: 'Harbour', summary: '' },
    ...{ deliveries: ['inPerson'], coverage: 'local', costPence: 0, costNote: null },
    ...{ joining: 'contact', readyForReferrals: true, stepFree: 'yes', next: null, place: null },
    ...{ phone: null, assuredDate: null, assuredBy: null },
    places: left === undefined ? null : { left, saidOn: '2026-11-20' },
  })
  return id
}

const namesFor = async (id: string, by = started.priya) =>
  (await by.listAlternatives({ params: { id } })).contents.map((card) => card.id)

test('happy: three at most, of those that have room, suit the age and were not asked', async () => {
  const { referral } = await referMargaret(started)
  const full = offer(41, { left: 0 })
  const tooYoung = offer(42, { age: 90 })
  const closed = offer(43, {})
  started.directory.state.closed.add(closed)
  const alsoHelps = offer(44, { needs: ['arts', 'company'] })
  const good = [offer(45, { left: 2 }), offer(46, {}), offer(47, { age: 60 })]
  const found = await namesFor(referral.id)
  expect(found).toEqual(good)
  for (const not of [full, tooYoung, closed, alsoHelps]) expect(found).not.toContain(not)
})

test('happy: what a group is mainly for comes first, and one that was asked is gone', async () => {
  const { referral } = await referMargaret(started, {
    agreement: {
      ...{ how: 'phone', askedOn: '2026-11-20', wordingVersion: '2026-11-26' },
      ...{ scope: 'similarGroups', until: null },
    },
  })
  const alsoHelps = offer(51, { needs: ['arts', 'company'] })
  const mainly = offer(52, {})
  expect(await namesFor(referral.id)).toEqual([mainly, alsoHelps])
  const { covered } = await started.priya.listAlternatives({ params: { id: referral.id } })
  expect(covered).toBe(true)
  const body = { listingId: mainly, agreement: null }
  await started.priya.askNext({ params: { id: referral.id }, body })
  expect(await namesFor(referral.id)).toEqual([alsoHelps])
})

test('happy: an agreement for one group covers no other', async () => {
  const { referral } = await referMargaret(started)
  const { covered } = await started.priya.listAlternatives({ params: { id: referral.id } })
  expect(covered).toBe(false)
})

test('refused: nothing is offered for a referral that has ended', async () => {
  const { referral } = await referMargaret(started)
  await started.priya.closeReferral({ params: { id: referral.id }, body: { as: 'withdrawn' } })
  await expect(namesFor(referral.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('secure: for somebody who does not follow it there is no such referral', async () => {
  const { referral } = await referMargaret(started)
  for (const by of [started.kofi, started.leila]) {
    await expect(namesFor(referral.id, by)).rejects.toMatchObject({ code: 'notFound' })
  }
})
