import { referralsEvents } from '@waymark/contracts'
import { record } from '@waymark/db'
import { createShell, mountEvents, openServiceDatabase } from '@waymark/http'
import { aListing, anOrganisation, waitFor } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'

const assignmentId = '01900000-0000-7000-8000-00000000aaaa'

let started: StartedDirectory
let listingId = ''
beforeEach(async () => {
  started = await startDirectory()
  const { id } = await started.editor.createOrganisation({ body: anOrganisation() })
  listingId = (await started.editor.createListing({ body: aListing(id) })).id
  await started.editor.publishListing({ params: { id: listingId } })
})
afterEach(async () => {
  await started.stop()
})

/** Owns referrals, on a real event log and the real contract: services do not import each other. */
async function standInReferrals() {
  const { platform } = started
  const { app } = await createShell(platform, 'referrals')
  const db = await openServiceDatabase(platform, { service: 'referrals', migrations: [] })
  mountEvents(app, db.reader)
  const hear = async () => {
    platform.queue.nudge('directory-inbox')
    await platform.queue.drained()
  }
  return {
    hear,
    async say(left: number, { listing = listingId, tenant = platform.tenant } = {}) {
      const actor = { kind: 'service', tenant, service: 'referrals' } as const
      const payload = { listingId: listing, assignmentId, left }
      await db.write((tx) => record(tx, actor, referralsEvents.placesSaid, payload))
      await hear()
    },
  }
}

const read = () => started.as.nobody.readListing({ params: { id: listingId } })

test('happy: what a group says when it answers is on its page and its card', async () => {
  const { say } = await standInReferrals()
  await say(2)
  expect((await read()).places).toEqual({ left: 2, saidOn: '2026-11-22' })
  const card = async () => (await started.as.nobody.find({ query: {} })).contents[0]
  await waitFor('the card to say so', async () => (await card())?.places?.left === 2)
  await say(0)
  expect((await read()).places).toEqual({ left: 0, saidOn: '2026-11-22' })
})

test('happy: what was said before the directory heard of referrals is heard later', async () => {
  const { say } = await standInReferrals()
  await say(4)
  expect((await read()).places?.left).toBe(4)
  expect((await read()).listing.assuredDate).toBeNull()
})

test('refused: what was said on an earlier day does not undo a later count', async () => {
  const { say, hear } = await standInReferrals()
  started.clock.set('2026-11-25T09:00:00.000Z')
  const params = { id: listingId }
  await started.editor.setPlacesLeft({ params, body: { placesLeft: 7 } })
  started.clock.set('2026-11-22T09:00:00.000Z')
  await say(1)
  await hear()
  expect((await read()).listing).toMatchObject({ placesLeft: 7, placesSaidOn: '2026-11-25' })
})

test('refused: of a listing that is gone nothing is kept, and the next is heard', async () => {
  const { say } = await standInReferrals()
  await started.editor.withdrawListing({ params: { id: listingId } })
  await say(3)
  await say(3, { listing: assignmentId })
  await started.editor.publishListing({ params: { id: listingId } })
  expect((await read()).places).toBeNull()
  await say(5)
  expect((await read()).places?.left).toBe(5)
})

test('secure: another tenant says nothing about our listings', async () => {
  const { say } = await standInReferrals()
  await say(9, { tenant: 'demo-two' })
  expect((await read()).places).toBeNull()
})
