import { seedId } from '@waymark/all-in-one'
import {
  carePlansApi,
  directoryApi,
  identityApi,
  notificationsApi,
  peopleApi,
  type Route,
  referralsApi,
  type ServiceApi,
} from '@waymark/contracts'
import { type Role, roles } from '@waymark/core'
import { aListing, anOrganisation, aRegistration, callersOf } from '@waymark/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aDay, bodies } from './support/right-bodies.ts'
import { type Started, startWaymark } from './support/start-waymark.ts'

/** Every service's contract: a route added to one is asked here without a line being written. */
const apis: readonly ServiceApi[] = [
  identityApi,
  directoryApi,
  peopleApi,
  referralsApi,
  carePlansApi,
  notificationsApi,
]
const everyRoute = apis.flatMap((api) =>
  Object.entries(api.routes).map(([name, route]) => ({
    api,
    name,
    route,
    label: `${api.service} ${name}`,
  })),
)

let started: Started
/** One record of ours behind each start of a path, and the user who works with the person. */
const ids: Record<string, string> = {}
beforeAll(async () => {
  started = await startWaymark()
  const editor = callersOf(started.platform, directoryApi).user('directoryEditor')
  const organisation = await editor.createOrganisation({ body: anOrganisation() })
  const listing = await editor.createListing({ body: aListing(organisation.id) })
  ids.listings = listing.id
  ids.organisations = organisation.id
  ids.notices = await somethingAsked(organisation.id)
  Object.assign(ids, await somebodyKnown())
  ids.referrers = await somebodyWhoRefers()
  Object.assign(ids, somebodyReferred(), await somebodysAnswer())
  expect(Object.values(ids)).not.toContain(undefined)
})
afterAll(async () => {
  await started.stop()
})

/** Somebody with a record, and a second one that may be the same person's. */
async function somebodyKnown() {
  const linkWorker = callersOf(started.platform, peopleApi).user('linkWorker')
  await linkWorker.registerPerson({ body: aRegistration({ nhsNumber: null }) })
  const entry = await linkWorker.registerPerson({ body: aRegistration() })
  const id = entry.personId ?? ''
  const [relationship] = (await linkWorker.listRelationships({ params: { id } })).contents
  const userId = crypto.randomUUID()
  const lead = callersOf(started.platform, peopleApi).user('teamLead', { userId })
  const [match] = (await lead.listMatches()).contents
  return { people: id, entries: entry.id, relationships: relationship?.id, matches: match?.id }
}

/** An account of somebody who sends referrals. */
async function somebodyWhoRefers(): Promise<string> {
  const { operator } = callersOf(started.platform, identityApi)
  const memberships = [{ role: 'linkWorker' as const }]
  const given = { email: 'priya@surgery.example', name: 'Priya', memberships }
  return (await operator.createAccount({ body: { ...given, password: 'lantern-harbour-42' } })).id
}

/** A referral of the demo whose group has a question. */
function somebodyReferred() {
  const key = 'demo referral tomasz-walk'
  return {
    referrals: seedId(key),
    assignments: seedId(`${key} 1`),
    questions: seedId(`${key} step 0`),
    'notices/answer-links': seedId(`${key} 2`),
    'notices/stopped': seedId(`${key} 1`),
    outcomes: seedId('demo referral margaret-lunch step 4'),
    'plan-referrals': seedId('demo referral margaret-lunch'),
    'own-referrals/parts': seedId('demo referral margaret-choir 1'),
    ...somebodysPlan(),
  }
}

/** Margaret’s plan in the demo, line by line. */
function somebodysPlan() {
  const key = 'demo plan margaret'
  return {
    plans: seedId(key),
    entries: seedId(`${key} entry 0`),
    circle: seedId(`${key} circle 0`),
    goals: seedId(`${key} goal company`),
    actions: seedId(`${key} goal company step 0`),
  }
}

/** What the lunch club said and what Margaret answered, by the ids that chance gave them. */
async function somebodysAnswer() {
  const { user } = callersOf(started.platform, carePlansApi)
  const margaret = user('person', { userId: seedId('demo account margaret') })
  const { goals } = await margaret.readPlan({ params: { id: seedId('demo plan margaret') } })
  const all = goals.flatMap(({ suggestions }) => suggestions)
  const suggestion = all.find(({ confirmations }) => confirmations.length > 0)
  return {
    suggestions: suggestion?.id,
    answers: suggestion?.confirmations[0]?.id,
    ratings: goals[0]?.own?.first.id,
  }
}

/** A check that notifications may read about here, and nowhere else. */
async function somethingAsked(organisationId: string): Promise<string> {
  const editor = callersOf(started.platform, directoryApi).user('directoryEditor')
  const { id } = await editor.createListing({ body: aListing(organisationId) })
  await editor.publishListing({ params: { id } })
  return (await editor.askIfRight({ params: { id } })).id
}

type AnyClient = Readonly<Record<string, (input: object) => Promise<unknown>>>

const nothing = z.array(z.unknown()).length(0)
const emptyList = z.union([z.object({ contents: nothing }), z.object({ people: nothing })])

/** What comes of a call: the error's code, or "ok". A list with nothing in it finds nothing. */
async function outcome(client: object, name: string, input: object): Promise<string> {
  try {
    // The loop is over names, so each client is taken as a table of its calls.
    const answer = await (client as AnyClient)[name]?.(input)
    return emptyList.safeParse(answer).success ? 'notFound' : 'ok'
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error
      ? String(error.code)
      : 'thrown'
  }
}

/** By all that stands before the id, else by the first noun. */
function idOf({ path }: Route): string {
  const [, before = ''] = /^\/(.*)\/\{id\}/.exec(path) ?? []
  return ids[before] ?? ids[path.split('/')[1] ?? ''] ?? ids.listings ?? ''
}

/** What a path names beside the id: another record, a revision, a set of criteria. */
function others({ path }: Route): Record<string, string | number> {
  return {
    ...(path.includes('{referralId}') && { referralId: ids.referrals ?? '' }),
    ...(path.includes('{revision}') && { revision: 1 }),
    ...(path.includes('{set}') && { set: 'nhse-5' }),
  }
}

const inputFor = (route: Route) => ({
  params: { ...others(route), id: idOf(route) },
  query: route.path.endsWith('/registers') ? aDay(ids) : {},
  body: {},
  ifMatch: 1,
})

const services = ['web', 'notifications', 'referrals', 'care-plans'] as const
const isPublic = (route: Route) => route.allow.includes('public')
const isRole = (caller: string): caller is Role => roles.some((role) => role === caller)

describe.each(everyRoute)('$label', ({ api, name, route }) => {
  test('secure: nobody and each wrong role are turned away before anything is read', async () => {
    if (isPublic(route)) return
    const as = callersOf(started.platform, api)
    const organisationId = ids.organisations ?? ''
    expect(await outcome(as.nobody, name, inputFor(route))).toBe('unauthenticated')
    for (const role of roles.filter((one) => !route.allow.includes(one))) {
      expect(await outcome(as.user(role, { organisationId }), name, inputFor(route)), role).toBe(
        'forbidden',
      )
    }
    for (const service of services.filter((one) => !route.allow.includes(`service:${one}`))) {
      expect(await outcome(as.service(service), name, inputFor(route)), service).toBe('forbidden')
    }
  })

  test('secure: in the other tenant our records do not exist', async () => {
    if (!route.path.includes('{id}')) return
    const as = callersOf(started.platform, api)
    const organisationId = ids.organisations ?? ''
    const allowed = route.allow.filter(isRole)
    const callers = isPublic(route) ? (['directoryEditor', 'linkWorker'] as const) : allowed
    const allowedServices = services.filter((one) => route.allow.includes(`service:${one}`))
    expect(callers.length + allowedServices.length).toBeGreaterThan(0)
    const input = { ...inputFor(route), body: bodies(ids)[name]?.() ?? {} }
    for (const role of callers) {
      const client = as.user(role, { tenant: 'demo-two', organisationId })
      expect(await outcome(client, name, input), role).toBe('notFound')
    }
    for (const service of allowedServices) {
      const client = as.service(service, 'demo-two')
      expect(await outcome(client, name, input), service).toBe('notFound')
    }
  })
})

test('secure: a token for one service opens no other', async () => {
  const directory = callersOf(started.platform, directoryApi).user('directoryEditor')
  expect(await outcome(directory, 'readListing', inputFor(directoryApi.routes.readListing))).toBe(
    'ok',
  )
  const token = await fetch(`${started.address}/api/directory/v1/listings/${ids.listings}`, {
    headers: { authorization: 'Bearer not.a.token' },
  })
  expect(token.status).toBe(401)
})

test('secure: what is internal is not on the public door', async () => {
  for (const path of [
    '/internal/events?after=0',
    '/metrics',
    '/internal',
    '//internal/events',
    '/%69nternal/events?after=0',
  ]) {
    const response = await fetch(`${started.address}${path}`)
    expect(response.status, path).toBe(404)
  }
})

test('secure: only services read the event log', async () => {
  const fetchEvents = started.platform.local.get('directory')
  const asked = await fetchEvents?.(
    new Request('http://directory.internal/internal/events?after=0'),
  )
  expect(asked?.status).toBe(403)
})
