import { seedId } from '@waymark/all-in-one'
import {
  carePlansApi,
  directoryApi,
  peopleApi,
  type Route,
  referralsApi,
  type ServiceApi,
} from '@waymark/contracts'
import { londonDay, type Role, roles } from '@waymark/core'
import {
  anAgreement,
  anOrganisation,
  aReferral,
  aRegistration,
  callersOf,
  testUserId,
  type UserGiven,
} from '@waymark/testing'
import { outcome, plantRecords, rightInputFor } from './every-record.ts'
import type { Ids } from './right-bodies.ts'
import { startWaymark } from './start-waymark.ts'

const apisOfPeople: readonly ServiceApi[] = [peopleApi, referralsApi, carePlansApi, directoryApi]

export interface RouteOfPeople {
  readonly api: ServiceApi
  readonly name: string
  readonly route: Route
  readonly label: string
}

/** What ends a referral or its sharing is asked last: until then there is something to answer. */
const endings = ['closeReferral', 'stopSharing', 'stopOwnSharing', 'stopAllOwnSharing']
const isEnding = ({ name }: RouteOfPeople) => Number(endings.includes(name))

/** Every route about somebody, or about what one organisation keeps. */
export const routesOfPeople: readonly RouteOfPeople[] = apisOfPeople
  .flatMap((api) =>
    Object.entries(api.routes)
      .filter(([, { allow }]) => !allow.includes('public') && allow.some(isRole))
      .map(([name, route]) => ({ api, name, route, label: `${api.service} ${name}` })),
  )
  .sort((one, other) => isEnding(one) - isEnding(other))

function isRole(caller: string): caller is Role {
  return roles.some((role) => role === caller)
}

const account = (key: string) => seedId(`demo account ${key}`)
const organisation = (key: string) => seedId(`demo organisation ${key}`)
const endedId = seedId('somebody who worked with Margaret')
const strangerId = seedId('somebody who never did')
/** Works with Margaret too, until that is ended here. */
const leaverId = seedId('somebody who also works with Margaret')

/** How somebody can stand to Margaret, to her referral, and to the group that it went to. */
export const relations: Readonly<Record<string, UserGiven>> = {
  own: { userId: account('margaret') },
  worksWith: { userId: account('priya') },
  worksInTeam: { userId: account('farah') },
  workedBefore: { userId: endedId },
  stranger: { userId: strangerId },
  registrant: { userId: testUserId },
  itsGroup: { userId: strangerId, organisationId: organisation('st-aidans') },
  otherGroup: { userId: strangerId, organisationId: organisation('good-company') },
  itsKeeper: { userId: strangerId, organisationId: 'ours' },
  ownElsewhere: { userId: account('margaret'), tenant: 'demo-two' },
  worksElsewhere: { userId: account('priya'), tenant: 'demo-two' },
  groupElsewhere: {
    ...{ userId: strangerId, tenant: 'demo-two' },
    organisationId: organisation('st-aidans'),
  },
}

export async function openRelations() {
  const { platform, stop } = await startWaymark()
  const margaret = seedId('demo person margaret')
  const params = { id: margaret }
  const people = callersOf(platform, peopleApi)
  const lead = people.user('teamLead', { userId: account('farah') })
  const begin = (userId: string) =>
    lead.startRelationship({ params, body: { userId, role: 'linkWorker' } })
  const { id } = await begin(endedId)
  await people.user('linkWorker', { userId: endedId }).endRelationship({ params: { id } })
  const ids: Ids = {
    ...(await plantRecords(platform)),
    people: margaret,
    relationships: (await begin(leaverId)).id,
    assignments: seedId('demo referral margaret-lunch 1'),
    referrals: seedId('demo referral margaret-lunch'),
    'referrals organisations': organisation('st-aidans'),
  }
  await platform.queue.drained()
  return { platform, ids, stop }
}

export type House = Awaited<ReturnType<typeof openRelations>>

const registerOfLunch = {
  listingId: seedId('demo listing lunch-club-st-aidans'),
  on: londonDay(new Date()),
}
const ownQueries: Readonly<Record<string, object>> = {
  readRegister: registerOfLunch,
  listWorkload: { userId: leaverId },
}

/** Right bodies of what has no record in its path, and of what would change who stands how. */
const ownBodies = (): Readonly<Record<string, object>> => {
  const personId = seedId('demo person margaret')
  const listingId = seedId('demo listing tea-and-company')
  const { agreement, ...wish } = aReferral({ kind: 'person', personId }, listingId, {
    agreement: anAgreement({ askedOn: londonDay(new Date()) }),
  })
  return {
    finishRegister: registerOfLunch,
    createPlan: { personId },
    findPlan: { personId },
    previewReferral: wish,
    createReferral: { ...wish, agreement },
    linkAccount: { accountId: account('margaret') },
    registerPerson: aRegistration({ nhsNumber: null, familyName: 'Relation' }),
    choosePerson: {
      ...{ familyName: 'Nobody-Here', birthDate: '1931-02-03' },
      ...{ nhsNumber: null, postcode: null },
    },
    askNext: { listingId, agreement: null },
    createOrganisation: anOrganisation(),
    importListings: { dryRun: true, rows: [] },
  }
}

/** As which role, in which relation, one is answered anything about these records. */
export async function passesOf(
  { platform, ids }: House,
  { api, name, route }: RouteOfPeople,
): Promise<string[]> {
  const passes: string[] = []
  const as = callersOf(platform, api)
  const right = rightInputFor(ids, { service: api.service, route }, name)
  const query = ownQueries[name] ?? right.query
  const input = { ...right, query, body: ownBodies()[name] ?? right.body }
  for (const [relation, given] of Object.entries(relations)) {
    const isOurs = given.organisationId === 'ours' && { organisationId: ids.organisations ?? '' }
    for (const role of route.allow.filter(isRole)) {
      const found = await outcome(as.user(role, { ...given, ...isOurs }), name, input)
      if (found !== 'notFound' && found !== 'forbidden') passes.push(`${role} ${relation}`)
    }
  }
  return passes.sort()
}
