import { randomUUID } from 'node:crypto'
import { seedId } from '@waymark/all-in-one'
import { findQuery, type Route, type ServiceApi, termsVersion } from '@waymark/contracts'
import {
  aContact,
  aListing,
  aLocation,
  anOrganisation,
  aPerson,
  aReferral,
  aRegistration,
} from '@waymark/testing'
import fc from 'fast-check'
import { hostileHeaders, hostileSegment, marker, rawBody, spoiled } from './hostile-values.ts'

/** A place to knock at, with all that a right call would carry. */
export interface Target {
  readonly label: string
  readonly method: string
  /** With `{id}` where an id belongs. */
  readonly path: string
  readonly id: string
  readonly body: Readonly<Record<string, unknown>> | null
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded'
  /** Who may do it; null for what anybody may. `sender`: the demo's link worker. */
  readonly caller: 'operator' | 'web' | 'sender' | null
}

export interface HostileCall {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  readonly caller: Target['caller']
}

export interface KnownIds {
  readonly listingId: string
  /** One that may be withdrawn, so that the other stays to be looked at. */
  readonly spareListingId: string
  readonly organisationId: string
}

/** Every route of a contract: a new one is knocked at without a line being written here. */
export function routeTargets(api: ServiceApi, ids: KnownIds): Target[] {
  return Object.entries(api.routes).map(([name, route]) => ({
    label: `${api.service} ${name}`,
    method: route.method.toUpperCase(),
    path: `/api/${api.service}/v1${route.path}`,
    id: idFor(name, route, ids),
    body: route.method === 'get' ? null : (rightBodies(ids)[name] ?? {}),
    contentType: 'application/json',
    caller: callerOf(route),
  }))
}

const person = { kind: 'person', personId: seedId('demo person tomasz') } as const
/** Of the demo: its group has a question. */
const referral = 'demo referral tomasz-walk'

function idFor(name: string, { path }: Route, ids: KnownIds): string {
  if (name.startsWith('withdraw')) return ids.spareListingId
  const known: Readonly<Record<string, string>> = {
    organisations: ids.organisationId,
    people: person.personId,
    referrals: seedId(referral),
    assignments: seedId(`${referral} 1`),
    questions: seedId(`${referral} step 0`),
  }
  return known[path.split('/')[1] ?? ''] ?? ids.listingId
}

function callerOf({ allow }: Route): Target['caller'] {
  if (allow.includes('operator')) return 'operator'
  if (allow.includes('service:web')) return 'web'
  return allow.includes('linkWorker') ? 'sender' : null
}

function rightBodies(ids: KnownIds): Readonly<Record<string, Target['body']>> {
  const { organisationId } = ids
  const session = 's'.repeat(32)
  const signIn = { email: 'somebody@storm.example', password: 'a wrong password' }
  return {
    createListing: { ...aListing(organisationId) },
    editListing: { ...aListing(organisationId) },
    setSessions: { sessions: [], locationIds: [] },
    createOrganisation: { ...anOrganisation() },
    editOrganisation: { ...anOrganisation() },
    createLocation: { ...aLocation() },
    setPlacesLeft: { placesLeft: 2 },
    readListingCheck: { token: session },
    answerListingCheck: { token: session, answer: { outcome: 'changed', words: 'Storm' } },
    freshListingCheck: { token: session },
    proveMailbox: { code: '123456' },
    acceptTerms: { version: termsVersion },
    nameSafeguardingContact: { name: 'Storm', phone: '01632 960 151', email: null },
    importListings: { dryRun: false, rows: [{ line: 1, cells: { name: 'Storm' } }] },
    signIn: { ...signIn, address: '10.0.0.9' },
    issueTokens: { session, audiences: ['directory'] },
    signOut: { session },
    ...rightBodiesOfReferrals(ids),
    createAccount: { ...signIn, name: 'Storm', memberships: [{ role: 'linkWorker' }] },
  }
}

function rightBodiesOfReferrals({ listingId }: KnownIds): Record<string, Target['body']> {
  const session = 's'.repeat(32)
  const { agreement, ...wish } = aReferral(person, listingId)
  const answer = { says: 'question', words: 'Storm' }
  return {
    registerPerson: { ...aRegistration() },
    editPerson: { ...aPerson() },
    setContact: { ...aContact() },
    choosePerson: {
      familyName: 'Storm',
      birthDate: '1950-01-01',
      nhsNumber: null,
      postcode: 'PE23 4AC',
    },
    previewReferral: { ...wish },
    createReferral: { ...wish, agreement },
    closeReferral: { as: 'storm' },
    askNext: { listingId, agreement },
    recordAnswer: { answer, told: { by: 'Pat', on: '2026-11-20', how: 'phone' } },
    answerQuestion: { words: 'Storm' },
    readLinkFace: { token: session },
    startAnswerSession: { token: session },
    readLinked: { token: session, session },
    answerLinked: { token: session, session, answer },
    askAnswerCode: { token: session, session },
    proveAnswerCode: { token: session, session, code: '123456' },
    freshAnswerLink: { token: session },
  }
}

/** Pages, probes and files: what the world can reach beside the contracts. */
export function pageTargets({ listingId }: KnownIds): Target[] {
  const page = (method: string, path: string, body: Target['body'] = null): Target => ({
    ...{ label: `${method} ${path}`, method, path, id: listingId, body, caller: null },
    contentType: 'application/x-www-form-urlencoded',
  })
  return [
    page('GET', '/'),
    page('GET', '/find'),
    page('GET', '/listings/{id}'),
    page('GET', '/sign-in'),
    page('POST', '/sign-in', { email: 'somebody@storm.example', password: 'wrong', next: '/find' }),
    page('POST', '/sign-out', {}),
    page('GET', '/answer/listing/{id}'),
    page('POST', '/answer/listing/{id}', { outcome: 'right', placesLeft: '2' }),
    page('POST', '/answer/listing/{id}/fresh', {}),
    page('GET', '/answer/referral/{id}'),
    page('POST', '/answer/referral/{id}', { says: 'yes', placesLeft: '2' }),
    page('POST', '/answer/referral/{id}/open', {}),
    page('POST', '/answer/referral/{id}/proof', { code: '123456' }),
    page('GET', '/people'),
    page('POST', '/people/find', { familyName: 'Storm', postcode: 'PE23 4AC' }),
    page('GET', '/people/{id}'),
    page('GET', '/matches/{id}'),
    page('GET', '/refer'),
    page('POST', '/refer/{id}/why', { reason: 'Storm' }),
    page('GET', '/referrals'),
    page('GET', '/referrals/{id}'),
    page('GET', '/groups'),
    page('GET', '/groups/{id}/referrals'),
    page('GET', '/groups/{id}/ready'),
    page('POST', '/groups/{id}/ready/mailbox', { code: '123456' }),
    page('GET', '/assets/{id}'),
    page('GET', '/api/{id}/v1/listings'),
    page('GET', '/api/directory/v1/openapi.json'),
    page('GET', '/.well-known/jwks.json'),
    page('GET', '/internal/{id}'),
    page('GET', '/readyz'),
    page('GET', '/{id}'),
  ]
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'ZQ7X']

/** Calls at one place, each with at least something about it that is right. */
export function hostileCalls(target: Target): fc.Arbitrary<HostileCall> {
  const parts = {
    method: mostly(fc.constant(target.method), fc.constantFrom(...methods)),
    id: mostly(fc.constant(target.id), hostileSegment),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, hostileQuery),
    headers: hostileHeaders,
    body: hostileBody(target),
    caller: mostly(fc.constant(target.caller), fc.constant(null)),
  }
  return fc.record(parts).map(({ method, id, query, headers, body, caller }) => ({
    method,
    path: `${target.path.replace('{id}', id)}${query}`,
    headers: { ...rightHeaders(target), ...headers },
    body: method === 'GET' || method === 'HEAD' ? null : body,
    caller,
  }))
}

function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

function rightHeaders({ body, contentType }: Target): Record<string, string> {
  const ownForm = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
  const once = { 'if-match': '"1"', 'idempotency-key': randomUUID() }
  return body === null ? {} : { 'content-type': contentType, ...once, ...ownForm }
}

function hostileBody(target: Target): fc.Arbitrary<string | Uint8Array> {
  const right = target.body ?? {}
  const written =
    target.contentType === 'application/json'
      ? spoiled(right).map((value) => JSON.stringify(value) ?? 'undefined')
      : hostileForm(Object.keys(right))
  return mostly<string | Uint8Array>(written, rawBody)
}

function hostileForm(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names, marker, '__proto__', 'a[b][c]')
  return pairs(name, 4).map((written) => written.join('&'))
}

const hostileQuery: fc.Arbitrary<string> = pairs(
  fc.constantFrom(...Object.keys(findQuery.shape), 'as', marker, '__proto__', 'after', 'q[]'),
  6,
).map((written) => `?${written.join('&')}`)

function pairs(name: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string[]> {
  const value = fc.oneof(
    hostileSegment,
    fc.constantFrom('1', '-1', '1e9', '501', 'any', 'food', 'MO', 'best', 'Harrowby Vale'),
  )
  return fc.array(
    fc.record({ name, value }).map((pair) => `${pair.name}=${pair.value}`),
    { maxLength },
  )
}
