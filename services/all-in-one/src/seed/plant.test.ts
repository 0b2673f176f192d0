import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Listing } from '@waymark/contracts'
import type { OperatorActor, ServiceActor, UserActor } from '@waymark/core'
import { getListingFor, openDirectory } from '@waymark/directory'
import { openPlatform } from '@waymark/http'
import { openIdentity, readReferrer } from '@waymark/identity'
import { isRegistered, openPeople } from '@waymark/people'
import { openReferrals, readReferral } from '@waymark/referrals'
import { expect, test } from 'vitest'
import { demoPassword } from './accounts.ts'
import { type Ground, plantTenant } from './plant.ts'
import type { DemoTenant } from './records.ts'
import { secondTenant } from './second-tenant.ts'
import { seedId } from './seed-ids.ts'

const states = ['published', 'draft', 'withdrawn'] as const
/** Each state a listing can end in, so that each row of steps is cut between every two of them. */
const demo: DemoTenant = {
  ...secondTenant,
  listings: secondTenant.listings.slice(0, 3).map((listing, index) => ({
    ...listing,
    state: states[index] ?? 'published',
  })),
}
const operator: OperatorActor = { kind: 'operator', tenant: demo.tenant }
const asReferrals: ServiceActor = { kind: 'service', service: 'referrals', tenant: demo.tenant }
const startedAt = new Date('2026-11-22T09:00:00Z')

/** Plants the demo, cut off after every commit where it is to be; gives how often it was begun. */
async function plant(ground: Ground, isCut: () => boolean): Promise<number> {
  for (let begun = 1; begun < 100; begun += 1) {
    try {
      await plantTenant(ground, demo, { password: demoPassword, startedAt })
      return begun
    } catch (error) {
      if (!isCut() || !(error instanceof Error) || error.message !== 'cut') throw error
    }
  }
  throw new Error('The seed never came to its end.')
}

async function planted(cut: boolean) {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-plant-'))
  let isCut = false
  const platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    failpoint: (name) => {
      if (isCut && name === 'db.after-commit') throw new Error('cut')
    },
  })
  const identity = await openIdentity(platform, {})
  const directory = await openDirectory(platform, {})
  const people = await openPeople(platform, {})
  const referrals = await openReferrals(platform, {})
  isCut = cut
  const begun = await plant({ identity, directory, people, referrals }, () => isCut)
  isCut = false
  const listings: Listing[] = []
  for (const { key } of demo.listings) {
    const id = seedId(`${demo.tenant} listing ${key}`)
    listings.push(await getListingFor(directory.deps.db.reader, operator, 'listing.read', id))
  }
  const isKnown = ({ key }: { key: string }) =>
    isRegistered(people.db.reader, demo.tenant, seedId(`${demo.tenant} person ${key}`))
  const known = await Promise.all(demo.people.map(isKnown))
  const referrers = await Promise.all(
    demo.accounts.map(({ key }) =>
      readReferrer(identity, asReferrals, seedId(`${demo.tenant} account ${key}`)),
    ),
  )
  const dafydd: UserActor = {
    kind: 'user',
    tenant: demo.tenant,
    userId: seedId(`${demo.tenant} account dafydd`),
    memberships: [{ role: 'linkWorker' }],
  }
  const referred = await readReferral(
    referrals,
    dafydd,
    seedId(`${demo.tenant} referral margaret-tea`),
  )
  await platform.lifecycle.stop('planted')
  rmSync(dataDir, { recursive: true, force: true })
  const facts = listings.map(({ version: _, ...listing }) => listing)
  return { begun, known, referrers, referred, listings: facts }
}

test('happy: cut off after every single step, the demo ends as one that was not', async () => {
  const whole = await planted(false)
  const cut = await planted(true)
  expect(whole.begun).toBe(1)
  expect(cut.begun).toBeGreaterThan(10)
  expect([whole.known, cut.known]).toEqual([[true], [true]])
  expect(cut.referrers).toEqual(whole.referrers)
  expect(whole.referrers).toMatchObject([
    { name: 'Dafydd', workplace: { name: 'Gullwing Surgery' } },
    { name: 'Sunita', workplace: null },
  ])
  expect(cut.referred).toEqual(whole.referred)
  expect(whole.referred.assignments).toMatchObject([{ state: 'withdrawn', placesLeft: 3 }])
  expect(cut.listings).toEqual(whole.listings)
  expect(whole.listings.map(({ state }) => state)).toEqual(states)
})
