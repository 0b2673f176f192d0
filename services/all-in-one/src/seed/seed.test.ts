import {
  groupAnswer,
  listingDetails,
  listingState,
  locationDetails,
  needs,
  organisationDetails,
  referralWish,
  registrantRoles,
  registration,
  sessionDetails,
  weekdays,
  workplace,
} from '@waymark/contracts'
import { roles } from '@waymark/core'
import { demoPlaces } from '@waymark/directory'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { demoAccounts, demoPassword, demoWorkplaces } from './accounts.ts'
import { demoListings } from './listings.ts'
import { demoLocations } from './locations.ts'
import { demoOrganisations } from './organisations.ts'
import { demoPeople } from './people.ts'
import { demoPlans } from './plans.ts'
import { demoReadyGroups } from './ready-groups.ts'
import type { DemoTenant } from './records.ts'
import { demoReferrals } from './referrals.ts'
import { secondTenant } from './second-tenant.ts'
import { sessionDetailsOn } from './session-dates.ts'

const first: DemoTenant = {
  tenant: 'demo',
  organisations: demoOrganisations,
  locations: demoLocations,
  readyGroups: demoReadyGroups,
  listings: demoListings,
  workplaces: demoWorkplaces,
  accounts: demoAccounts,
  people: demoPeople,
  referrals: demoReferrals,
  plans: demoPlans,
}
const anyId = '0199aaaa-0000-7000-8000-000000000001'
const dramaPhone = /^(01632 960|020 7946 0|0808 157 0|07700 900) ?\d{3}$/
const milesPerDegree = 69.1

describe.each([first, secondTenant])('the seed of $tenant', (seed) => {
  const sessions = seed.listings.flatMap((listing) => listing.sessions)

  test('happy: every record is one that the contract takes', () => {
    for (const { details } of seed.organisations) {
      expect(organisationDetails.parse(details)).toEqual(details)
    }
    for (const { details } of seed.locations) {
      expect(locationDetails.parse(details)).toEqual(details)
    }
    for (const { details } of seed.listings) {
      expect(listingDetails.parse({ ...details, organisationId: anyId })).toMatchObject(details)
    }
    for (const { details } of seed.workplaces) {
      expect(workplace.parse({ ...details, id: anyId })).toMatchObject(details)
    }
    for (const session of sessions) {
      const made = sessionDetailsOn('2026-11-22', session, session.at === null ? null : anyId)
      expect(sessionDetails.parse(made)).toEqual(made)
    }
  })

  test('happy: keys are unique and every reference leads somewhere', () => {
    const { organisations: groups, locations: places, listings } = seed
    const { workplaces, accounts, people } = seed
    for (const records of [groups, places, listings, workplaces, accounts, people]) {
      const keys = records.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of keys) expect(key).toMatch(/^[a-z0-9-]{2,40}$/)
    }
    const organisations = seed.organisations.map(({ key }) => key)
    const locations = seed.locations.map(({ key }) => key)
    for (const { organisation } of seed.listings) expect(organisations).toContain(organisation)
    for (const { at } of sessions) expect([null, ...locations]).toContain(at)
    const offices = seed.workplaces.map(({ key }) => key)
    for (const { organisationKey, workplaceKey } of seed.accounts) {
      expect([undefined, ...organisations]).toContain(organisationKey)
      expect([undefined, ...offices]).toContain(workplaceKey)
    }
  })

  test('happy: every person is one the contract takes, known to somebody of the place', () => {
    for (const { details, contact, knownTo } of seed.people) {
      const { askedDaysAgo: _, ...asked } = contact ?? { askedDaysAgo: 0 }
      const typed = { ...details, contact: contact && { ...asked, askedOn: '2026-11-01' } }
      expect(registration.parse(typed)).toEqual(typed)
      const { role } = seed.accounts.find(({ key }) => key === knownTo) ?? {}
      expect(registrantRoles).toContain(role)
    }
  })

  test('happy: every referral is one the contract takes, of a person its sender knows', () => {
    for (const { wish, person, sender, listing, afterwards } of seed.referrals) {
      expect(referralWish.parse(wish)).toEqual(wish)
      expect(seed.people).toContainEqual(expect.objectContaining({ key: person, knownTo: sender }))
      const next = afterwards.flatMap((step) => (step.does === 'askNext' ? [step.listing] : []))
      for (const each of [listing, ...next]) {
        const found = seed.listings.find(({ key }) => key === each)
        const ready = seed.readyGroups.map(({ organisation }) => organisation)
        expect(ready).toContain(found?.organisation)
      }
      for (const step of afterwards) {
        if (step.does === 'answer') expect(groupAnswer.parse(step.answer)).toEqual(step.answer)
      }
    }
  })

  test('secure: nobody has a person’s NHS number or postcode in real life', () => {
    for (const { details } of seed.people) {
      expect(details.nhsNumber?.digits ?? '999').toMatch(/^999/)
      const codes = demoPlaces.codes.map(([code]) => code)
      expect([null, ...codes]).toContain(details.postcode)
    }
  })

  test('happy: no organisation and no location is idle', () => {
    const running = new Set(seed.listings.map(({ organisation }) => organisation))
    const used = new Set(sessions.map(({ at }) => at))
    expect(seed.organisations.filter(({ key }) => !running.has(key))).toEqual([])
    expect(seed.locations.filter(({ key }) => !used.has(key))).toEqual([])
  })

  test('happy: who meets somewhere says so, and a national listing needs no place', () => {
    for (const { details, sessions: own } of seed.listings) {
      if (own.some(({ at }) => at !== null)) expect(details.deliveries).toContain('inPerson')
      if (details.coverage === 'national') expect(details.deliveries).not.toContain('inPerson')
    }
  })

  test('happy: times of a session run forwards and a week of the month goes with months', () => {
    for (const { startsAt, endsAt, frequency, weekOfMonth } of sessions) {
      expect(endsAt === null || startsAt < endsAt).toBe(true)
      expect(weekOfMonth === null).toBe(frequency === 'weekly')
    }
  })

  test('happy: a listing that was checked says by whom', () => {
    for (const { assuredDaysAgo, assuredBy } of seed.listings) {
      expect(assuredDaysAgo === null).toBe(assuredBy === null)
      expect(assuredDaysAgo ?? 0).toBeGreaterThanOrEqual(0)
      expect(assuredDaysAgo ?? 0).toBeLessThanOrEqual(200)
    }
  })

  test('secure: phone numbers are ones that never ring', () => {
    const numbers = JSON.stringify(seed).match(/\+?0[\d ()-]{8,}\d/g) ?? []
    expect(numbers.length).toBeGreaterThan(0)
    for (const number of numbers) expect(number).toMatch(dramaPhone)
  })

  test('secure: mail and web addresses are ones that nobody can own', () => {
    const text = JSON.stringify(seed)
    const hosts = [...text.matchAll(/(?:@|https?:\/\/)([a-z0-9.-]+)/g)].map(([, host]) => host)
    expect(hosts.length).toBeGreaterThan(0)
    for (const host of hosts) expect(host).toMatch(/\.example$|^example\.(org|com)$/)
  })

  test('secure: a hidden place is only as exact as its outcode', () => {
    for (const { details } of seed.locations.filter((place) => place.details.hideAddress)) {
      expect(details.precision).toBe('outcode')
      expect(details.postcode).not.toContain(' ')
    }
  })

  test('happy: every location is where the place table puts its postcode, near a town', () => {
    for (const { details } of seed.locations) {
      const { postcode, latitude, longitude } = details
      expect(demoPlaces.codes).toContainEqual([postcode, latitude, longitude])
      const town = demoPlaces.towns.find(({ name }) => name === details.town)
      expect(town && milesBetween(town, details)).toBeLessThan(15)
    }
  })
})

describe('the first place', () => {
  const published = demoListings.filter(({ state }) => state === 'published')

  test('happy: about 60 listings of about 30 organisations, in both towns', () => {
    expect(demoListings.length).toBeGreaterThanOrEqual(55)
    expect(demoListings.length).toBeLessThanOrEqual(70)
    expect(demoOrganisations.length).toBeGreaterThanOrEqual(28)
    expect(demoOrganisations.length).toBeLessThanOrEqual(35)
    const towns = new Set(demoLocations.map(({ details }) => details.town))
    expect([...towns].sort()).toEqual(demoPlaces.towns.map(({ name }) => name).sort())
  })

  test('happy: every need, every weekday, every way to take part and to join is there', () => {
    const days = published.flatMap(({ sessions }) => sessions.map(({ weekday }) => weekday))
    const met = published.flatMap(({ details }) => details.needs)
    expect(new Set(days)).toEqual(new Set(Object.keys(weekdays)))
    expect(new Set(met)).toEqual(new Set(Object.keys(needs)))
    expect(new Set(published.flatMap(({ details }) => details.deliveries)).size).toBe(4)
    expect(new Set(published.map(({ details }) => details.joining)).size).toBe(4)
  })

  test('happy: some listings are drafts, withdrawn, stale or unchecked, and most are fresh', () => {
    const countIn = (state: string) => demoListings.filter((one) => one.state === state).length
    expect(listingState.options.map(countIn)).toEqual([3, demoListings.length - 5, 2])
    const ages = published.flatMap(({ assuredDaysAgo }) => assuredDaysAgo ?? [])
    expect(ages.length).toBeLessThan(published.length)
    expect(ages.filter((days) => days > 90).length).toBeGreaterThanOrEqual(3)
    expect(ages.filter((days) => days < 60).length).toBeGreaterThan(published.length / 2)
  })

  test('happy: every role has one account, and a role in an organisation names it', () => {
    expect(demoAccounts.map(({ role }) => role).sort()).toEqual([...roles].sort())
    for (const account of demoAccounts) {
      const belongs = account.role.startsWith('organisation')
      expect('organisationKey' in account).toBe(belongs)
      expect(z.email().safeParse(account.email).success).toBe(true)
    }
    expect(demoPassword.length).toBeGreaterThanOrEqual(12)
  })
})

test('secure: the two places share no key, no account and no address', () => {
  const keysOf = (seed: DemoTenant) =>
    [...seed.organisations, ...seed.locations, ...seed.listings, ...seed.people].map(
      ({ key }) => key,
    )
  const addressesOf = (seed: DemoTenant) => seed.accounts.map(({ email }) => email)
  expect(keysOf(secondTenant).filter((key) => keysOf(first).includes(key))).toEqual([])
  expect(addressesOf(secondTenant).filter((one) => addressesOf(first).includes(one))).toEqual([])
  expect(secondTenant.tenant).not.toBe(first.tenant)
})

interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Flat-earth distance: right to well under a mile across the demo's area. */
function milesBetween(from: Point, to: Point): number {
  const eastScale = Math.cos((from.latitude * Math.PI) / 180)
  const north = (to.latitude - from.latitude) * milesPerDegree
  const east = (to.longitude - from.longitude) * milesPerDegree * eastScale
  return Math.hypot(north, east)
}
