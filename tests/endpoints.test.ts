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
import { callersOf } from '@waymark/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inputFor, outcome, plantRecords, rightInputFor } from './support/every-record.ts'
import type { Ids } from './support/right-bodies.ts'
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
let ids: Ids
beforeAll(async () => {
  started = await startWaymark()
  ids = await plantRecords(started.platform)
})
afterAll(async () => {
  await started.stop()
})

const services = ['web', 'notifications', 'referrals', 'care-plans'] as const
const isPublic = (route: Route) => route.allow.includes('public')
const isRole = (caller: string): caller is Role => roles.some((role) => role === caller)

describe.each(everyRoute)('$label', ({ api, name, route }) => {
  const asked = { service: api.service, route }
  test('secure: nobody and each wrong role are turned away before anything is read', async () => {
    if (isPublic(route)) return
    const as = callersOf(started.platform, api)
    const organisationId = ids.organisations ?? ''
    expect(await outcome(as.nobody, name, inputFor(ids, asked))).toBe('unauthenticated')
    for (const role of roles.filter((one) => !route.allow.includes(one))) {
      expect(
        await outcome(as.user(role, { organisationId }), name, inputFor(ids, asked)),
        role,
      ).toBe('forbidden')
    }
    for (const service of services.filter((one) => !route.allow.includes(`service:${one}`))) {
      expect(await outcome(as.service(service), name, inputFor(ids, asked)), service).toBe(
        'forbidden',
      )
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
    const input = rightInputFor(ids, asked, name)
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
  const { readListing: route } = directoryApi.routes
  const read = inputFor(ids, { service: 'directory', route })
  expect(await outcome(directory, 'readListing', read)).toBe('ok')
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
