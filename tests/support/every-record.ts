import { seedId } from '@waymark/all-in-one'
import { carePlansApi, directoryApi, identityApi, peopleApi, type Route } from '@waymark/contracts'
import type { ServiceName } from '@waymark/core'
import type { Platform } from '@waymark/http'
import { aListing, anOrganisation, aRegistration, callersOf } from '@waymark/testing'
import { z } from 'zod'
import { aDay, bodies, type Ids } from './right-bodies.ts'

/** One record of ours behind each start of a path, and the user who works with the person. */
export async function plantRecords(platform: Platform): Promise<Ids> {
  const editor = callersOf(platform, directoryApi).user('directoryEditor')
  const organisation = await editor.createOrganisation({ body: anOrganisation() })
  const listing = await editor.createListing({ body: aListing(organisation.id) })
  const ids = {
    listings: listing.id,
    organisations: organisation.id,
    notices: await somethingAsked(platform, organisation.id),
    referrers: await somebodyWhoRefers(platform),
    ...somebodyReferred(),
    ...(await somebodyKnown(platform)),
    ...(await somebodysAnswer(platform)),
  }
  const missing = Object.entries(ids).filter(([, id]) => id === undefined)
  if (missing.length > 0) throw new Error(`There is none of ${missing.map(([name]) => name)}.`)
  // Each was looked at just above.
  return ids as Ids
}

/** Somebody with a record, and a second one that may be the same person's. */
async function somebodyKnown(platform: Platform) {
  const linkWorker = callersOf(platform, peopleApi).user('linkWorker')
  await linkWorker.registerPerson({ body: aRegistration({ nhsNumber: null }) })
  const entry = await linkWorker.registerPerson({ body: aRegistration() })
  const id = entry.personId ?? ''
  const [relationship] = (await linkWorker.listRelationships({ params: { id } })).contents
  const userId = crypto.randomUUID()
  const lead = callersOf(platform, peopleApi).user('teamLead', { userId })
  const [match] = (await lead.listMatches()).contents
  return { people: id, entries: entry.id, relationships: relationship?.id, matches: match?.id }
}

/** An account of somebody who sends referrals. */
async function somebodyWhoRefers(platform: Platform): Promise<string> {
  const { operator } = callersOf(platform, identityApi)
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
    'care-plans entries': seedId(`${key} entry 0`),
    circle: seedId(`${key} circle 0`),
    goals: seedId(`${key} goal company`),
    actions: seedId(`${key} goal company step 0`),
  }
}

/** What the lunch club said and what Margaret answered, by the ids that chance gave them. */
async function somebodysAnswer(platform: Platform) {
  const { user } = callersOf(platform, carePlansApi)
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
async function somethingAsked(platform: Platform, organisationId: string): Promise<string> {
  const editor = callersOf(platform, directoryApi).user('directoryEditor')
  const { id } = await editor.createListing({ body: aListing(organisationId) })
  await editor.publishListing({ params: { id } })
  return (await editor.askIfRight({ params: { id } })).id
}

type AnyClient = Readonly<Record<string, (input: object) => Promise<unknown>>>

const nothing = z.array(z.unknown()).length(0)
const emptyList = z.union([z.object({ contents: nothing }), z.object({ people: nothing })])

/** What comes of a call: the error's code, or "ok". A list with nothing in it finds nothing. */
export async function outcome(client: object, name: string, input: object): Promise<string> {
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

/** A route, and the service that it is asked of. */
interface Asked {
  readonly service: ServiceName
  readonly route: Route
}

/** By all that stands before the id, of the service where two have the same, else by the first. */
function idOf(ids: Ids, { service, route: { path } }: Asked): string {
  const [, before = ''] = /^\/(.*)\/\{id\}/.exec(path) ?? []
  const named = ids[`${service} ${before}`] ?? ids[before]
  return named ?? ids[path.split('/')[1] ?? ''] ?? ids.listings ?? ''
}

/** What a path names beside the id: another record, a revision, a set of criteria. */
function others(ids: Ids, { path }: Route): Record<string, string | number> {
  return {
    ...(path.includes('{referralId}') && { referralId: ids.referrals ?? '' }),
    ...(path.includes('{revision}') && { revision: 1 }),
    ...(path.includes('{set}') && { set: 'nhse-5' }),
  }
}

/** What a route is asked with, but its body: the records that its path and query name. */
export const inputFor = (ids: Ids, { service, route }: Asked) => ({
  params: { ...others(ids, route), id: idOf(ids, { service, route }) },
  query: route.path.endsWith('/registers') ? aDay(ids) : {},
  body: {},
  ifMatch: 1,
})

/** The same with a body that is right. */
export const rightInputFor = (ids: Ids, asked: Asked, name: string) => ({
  ...inputFor(ids, asked),
  body: bodies(ids)[name]?.() ?? {},
})
