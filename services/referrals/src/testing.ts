import {
  type ListingPage,
  type Referral,
  type ReferralGiven,
  type ReferralSubject,
  referralsApi,
} from '@waymark/contracts'
import type { Role } from '@waymark/core'
import { createLogger } from '@waymark/runtime'
import {
  aContact,
  aListing,
  anOrganisation,
  aReferral,
  callersOf,
  openTestPlatform,
} from '@waymark/testing'
import { openReferrals } from './app.ts'
import {
  standInCarePlans,
  standInDirectory,
  standInIdentity,
  standInPeople,
} from './testing/stand-ins.ts'

/** An id like any other, by a number below 100. */
export function testId(number: number): string {
  return `01900000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`
}

const ids = {
  priya: testId(1),
  kofi: testId(2),
  leila: testId(3),
  margaretsAccount: testId(8),
  margaret: testId(11),
  entry: testId(12),
  priyaWithMargaret: testId(13),
  lunchClub: testId(21),
  stAidans: testId(22),
  choir: testId(23),
  harbour: testId(24),
} as const

/** Somebody to refer, as people would tell of her. */
export function aSubject(given: Partial<ReferralSubject> = {}): ReferralSubject {
  return {
    personId: ids.margaret,
    givenName: 'Margaret',
    familyName: 'Okafor-Hughes',
    knownAs: 'Maggie',
    outcode: 'PE23',
    age: 82,
    communication: null,
    contact: aContact({ phone: { safe: true, number: '01632 960 201' }, note: 'After ten.' }),
    withheld: [],
    relationship: { id: ids.priyaWithMargaret, role: 'linkWorker' },
    ...given,
  }
}

interface PageGiven {
  readonly listingId: string
  readonly organisationId: string
  readonly listingName?: string
  readonly email?: string | null
  readonly ready?: boolean
  readonly placesLeft?: number
  readonly minimumAge?: number
}

/** A published listing of a group that takes referrals. */
export function aPage(given: PageGiven): ListingPage {
  const { listingId, organisationId, ready = true, placesLeft } = given
  const email = given.email === undefined ? 'jean@st-aidans.example' : given.email
  const name = given.listingName ?? 'Tuesday lunch club'
  const minimumAge = given.minimumAge ?? null
  const lastModified = '2026-11-20T09:00:00.000Z'
  return {
    listing: {
      ...{ ...aListing(organisationId, { name, minimumAge }), id: listingId, lastModified },
      ...{ state: 'published', assuredDate: null, assuredBy: null, version: 1 },
      ...{ placesLeft: placesLeft ?? null, placesSaidOn: null, sessions: [], locations: [] },
    },
    organisation: {
      ...anOrganisation({ name: 'St Aidan’s', email }),
      ...{ id: organisationId, readyForReferrals: ready, version: 1, lastModified },
    },
    occurrences: [],
    places: placesLeft === undefined ? null : { left: placesLeft, saidOn: '2026-11-20' },
    version: 1,
  }
}

/** Referrals alone, with stand-ins for what it asks, and clients for everybody there is. */
export async function startReferrals(given: Parameters<typeof openTestPlatform>[0] = {}) {
  const { platform, clock, stop } = await openTestPlatform(given)
  const logged: string[] = []
  const destination = { write: (line: string) => void logged.push(line) }
  const log = createLogger({ service: 'waymark', level: 'debug', destination })
  const people = await standInPeople(platform)
  const directory = await standInDirectory(platform)
  const identity = await standInIdentity(platform)
  const carePlans = await standInCarePlans(platform)
  people.subjects.set(ids.margaret, { subject: aSubject(), userIds: [ids.priya] })
  const typed = aSubject({ knownAs: null, relationship: null })
  people.subjects.set(ids.entry, { subject: typed, userIds: [ids.leila] })
  const { lunchClub, stAidans, choir, harbour } = ids
  directory.pages.set(lunchClub, aPage({ listingId: lunchClub, organisationId: stAidans }))
  const choirPage = { listingId: choir, organisationId: harbour, listingName: 'Harbour choir' }
  directory.pages.set(choir, aPage({ ...choirPage, email: 'ffion@harbour.example' }))
  const workplace = { id: testId(31), name: 'Vale Surgery', phone: '01632 960 160', odsCode: null }
  for (const [userId, name] of [
    [ids.priya, 'Priya'],
    [ids.kofi, 'Kofi'],
    [ids.leila, 'Leila'],
  ] as const) {
    identity.referrers.set(userId, { userId, name, workplace })
  }
  const deps = await openReferrals({ ...platform, log }, {})
  const as = callersOf(platform, referralsApi)
  const user = (role: Role, userId: string) => as.user(role, { userId })
  return {
    ...{
      deps,
      platform,
      clock,
      as,
      user,
      ids,
      people,
      directory,
      identity,
      carePlans,
      logged,
      stop,
    },
    priya: user('linkWorker', ids.priya),
    kofi: user('healthCoach', ids.kofi),
    leila: user('practitioner', ids.leila),
    jean: as.user('organisationManager', { organisationId: stAidans, userId: testId(4) }),
    margarets: user('person', ids.margaretsAccount),
    web: as.service('web'),
    plans: as.service('care-plans'),
    notifications: as.service('notifications'),
    /** Hears everything that the stand-ins told. */
    async hear() {
      platform.queue.nudge('referrals-inbox')
      await platform.queue.drained()
    },
  }
}

export type StartedReferrals = Awaited<ReturnType<typeof startReferrals>>

/** Priya refers Margaret to the lunch club. Gives the referral and its one running part. */
export async function referMargaret(
  { priya }: Pick<StartedReferrals, 'priya'>,
  given: Partial<ReferralGiven> = {},
) {
  const about = { kind: 'person', personId: ids.margaret } as const
  const referral = await priya.createReferral({ body: aReferral(about, ids.lunchClub, given) })
  return { referral, assignment: latestOf(referral) }
}

/** The group's part that was sent last. */
export function latestOf({ assignments }: Referral): Referral['assignments'][number] {
  const [latest] = assignments
  if (latest === undefined) throw new Error('This referral has no group.')
  return latest
}
