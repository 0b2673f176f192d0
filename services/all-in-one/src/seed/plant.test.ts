import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPlan, openCarePlans } from '@waymark/care-plans'
import type { Listing, Plan } from '@waymark/contracts'
import type { OperatorActor, ServiceActor, UserActor } from '@waymark/core'
import { getListingFor, openDirectory } from '@waymark/directory'
import { openPlatform } from '@waymark/http'
import { openIdentity, readReferrer } from '@waymark/identity'
import { isRegistered, openPeople } from '@waymark/people'
import { openReferrals, readReferral } from '@waymark/referrals'
import { expect, test } from 'vitest'
import { demoPassword } from './accounts.ts'
import { demoPlans } from './plans.ts'
import { type Ground, plantTenant } from './plant.ts'
import type { DemoPlan, DemoReferral, DemoTenant } from './records.ts'
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
/** Somebody who signs in as herself, and a referral and a plan that have come all the way. */
const margaret = {
  key: 'margaret',
  email: 'margaret@gullwing.example',
  name: 'Margaret',
  role: 'person',
  whatTheyDo: 'Eats her lunch at Gullwing Hall.',
} as const
const lunch: DemoReferral = {
  key: 'margaret-lunch',
  sender: 'dafydd',
  person: 'margaret-two',
  listing: demo.listings[0]?.key ?? '',
  wish: {
    need: 'company',
    reason: 'R',
    needToKnow: null,
    risks: { known: 'none' },
    whatMatters: null,
  },
  agreement: { how: 'inPerson', scope: 'thisGroup' },
  sentDaysAgo: 20,
  afterwards: [
    { does: 'answer', daysAgo: 19, answer: { says: 'yes', placesLeft: null } },
    { does: 'came', daysAgo: 9, mark: 'came' },
    { does: 'say', daysAgo: 2, outcome: { kind: 'finished', timesCame: null, words: null } },
  ],
}
const [plan] = demoPlans
const [goal] = plan?.goals ?? []
if (plan === undefined || goal === undefined) throw new Error('The demo has no plan.')
const her: DemoPlan = {
  ...plan,
  ...{ person: 'margaret-two', worker: 'dafydd', account: 'margaret' },
  goals: [{ ...goal, referral: 'margaret-lunch' }],
}
const whole: DemoTenant = {
  ...demo,
  accounts: [...demo.accounts, margaret],
  referrals: [...demo.referrals, lunch],
  plans: [her],
}
const operator: OperatorActor = { kind: 'operator', tenant: demo.tenant }
const asReferrals: ServiceActor = { kind: 'service', service: 'referrals', tenant: demo.tenant }
const startedAt = new Date('2026-11-22T09:00:00Z')

/** Each step is begun again from the first: many times the work of one planting. */
const limitMs = 180_000

/** Plants the demo, cut off after every commit where it is to be; gives how often it was begun. */
async function plant(ground: Ground, isCut: () => boolean): Promise<number> {
  for (let begun = 1; begun < 100; begun += 1) {
    try {
      await plantTenant(ground, whole, { password: demoPassword, startedAt })
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
  // What is heard is heard when it is said, not by chance in between.
  const deaf = { ...platform.queue, work() {}, nudge() {} }
  const quiet = { ...platform, queue: deaf, ownQueue: deaf }
  const identity = await openIdentity(quiet, {})
  const directory = await openDirectory(quiet, {})
  const people = await openPeople(quiet, {})
  const referrals = await openReferrals(quiet, {})
  const carePlans = await openCarePlans(quiet, {})
  isCut = cut
  // An event that fails five times is put aside: what is heard is not cut off.
  const hear = async () => {
    isCut = false
    const isAll = await carePlans.hear()
    isCut = cut
    return isAll
  }
  const ground = { identity, directory, people, referrals, carePlans: { ...carePlans, hear } }
  const begun = await plant(ground, () => isCut)
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
  const personId = seedId(`${demo.tenant} person margaret-two`)
  const found = await findPlan(carePlans, dafydd, personId)
  await platform.lifecycle.stop('planted')
  rmSync(dataDir, { recursive: true, force: true })
  const facts = listings.map(({ version: _, ...listing }) => listing)
  return { begun, known, referrers, referred, plan: factsOf(found.plan), listings: facts }
}

/** What a plan says; some of its ids are chance. */
function factsOf(plan: Plan | null) {
  return {
    ...{ state: plan?.state, review: plan?.review, copy: plan?.copy, version: plan?.version },
    lines: [...(plan?.entries ?? []), ...(plan?.circle ?? [])],
    goals: plan?.goals.map(({ words, standing, own, actions, suggestions }) => ({
      ...{ words, standing, actions, scores: [own?.first.score, own?.latest.score] },
      said: suggestions.map(({ id, outcome, confirmations }) => ({
        ...{ id, outcome, answers: confirmations.map(({ words: said }) => said) },
      })),
    })),
  }
}

test(
  'happy: cut off after every single step, the demo ends as one that was not',
  async () => {
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
    expect(cut.plan).toEqual(whole.plan)
    expect(whole.plan).toMatchObject({
      state: 'active',
      goals: [{ standing: 'yes', scores: [4, 7] }],
    })
    expect(cut.listings).toEqual(whole.listings)
    expect(whole.listings.map(({ state }) => state)).toEqual(states)
  },
  limitMs,
)
