import { seedId } from '@waymark/all-in-one'
import { createSigner, signingKeyFromSeed } from '@waymark/auth'
import {
  carePlansApi,
  directoryApi,
  identityApi,
  type ListingDetails,
  notificationsApi,
  peopleApi,
  referralsApi,
  type ServiceApi,
} from '@waymark/contracts'
import { serviceNames } from '@waymark/core'
import { publicFront } from '@waymark/http'
import { endsWithin } from '@waymark/runtime'
import { aListing, anOrganisation, callersOf } from '@waymark/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import {
  type HostileCall,
  hostileCalls,
  type KnownIds,
  pageTargets,
  routeTargets,
  type Target,
} from '../support/hostile-calls.ts'
import { marker } from '../support/hostile-values.ts'
import { damageIn, lookInto } from '../support/outside.ts'
import { knock, wireCalls } from '../support/raw-socket.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'
import { stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const apis: readonly ServiceApi[] = [
  identityApi,
  directoryApi,
  peopleApi,
  referralsApi,
  carePlansApi,
  notificationsApi,
]
const seed = 20_261_122
const calls = stormSize({ ci: 20_000, full: 100_000 })
const answersWithinMs = 2_000
/** A machine that stood still for a moment is no fault of a call: it gets a second try, alone. */
const secondTryMs = 2_000

let started: Started
let ids: KnownIds = { listingId: '', spareListingId: '', organisationId: '' }
beforeAll(async () => {
  started = await startWaymark()
  const editor = callersOf(started.platform, directoryApi).user('directoryEditor')
  const { id: organisationId } = await editor.createOrganisation({ body: anOrganisation() })
  ids = {
    listingId: await publish(organisationId, {}),
    spareListingId: await publish(organisationId, {}),
    organisationId,
  }
})
afterAll(async () => {
  await started.stop()
})

async function publish(organisationId: string, given: Partial<ListingDetails>): Promise<string> {
  const editor = callersOf(started.platform, directoryApi).user('directoryEditor')
  const { id } = await editor.createListing({ body: aListing(organisationId, given) })
  await editor.publishListing({ params: { id } })
  return id
}

/** The labels are known before anything is started; the ids are filled in when a test begins. */
const targetsOf = (known: KnownIds): Target[] => [
  ...apis.flatMap((api) => routeTargets(api, known)),
  ...pageTargets(known),
]
const labels = targetsOf(ids).map(({ label }) => label)
const callsEach = Math.ceil(calls / labels.length)

function targetCalled(label: string): Target {
  const found = targetsOf(ids).find((target) => target.label === label)
  if (found === undefined) throw new Error('There is no such target.')
  return found
}

async function credentials({ caller, path }: HostileCall): Promise<Record<string, string>> {
  const { platform } = started
  if (caller === null) return {}
  if (caller === 'operator') return { authorization: `Operator ${platform.operatorKey}` }
  const { tenant, now, newId } = platform
  const audience = serviceNames.find((name) => path.startsWith(`/api/${name}/`)) ?? 'directory'
  const service = caller === 'web' ? 'web' : 'identity'
  const key = await signingKeyFromSeed(await platform.secret(`${service}-signing-key`))
  const signer = createSigner({ service, key, now, newId })
  const userId = seedId('demo account priya')
  const sender = { userId, tenant, memberships: [{ role: 'linkWorker' as const }] }
  const token =
    caller === 'web' ? signer.signService(tenant, audience) : signer.signUser(sender, audience)
  return { authorization: `Bearer ${await token}` }
}

async function requestOf(call: HostileCall): Promise<Request> {
  const headers = new Headers({ ...(await credentials(call)), ...call.headers })
  const { method, body } = call
  return new Request(`http://localhost${call.path}`, {
    method,
    headers,
    ...(body === null ? {} : { body }),
  })
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly headers: string
}

/** Who has to sign in first comes back to what they asked for: that alone may stand in a header. */
function isNotWayBack([name, value]: readonly [string, string]): boolean {
  return name !== 'location' || !/^\/sign-in\?next=%2F[\w%.~!*'()-]*$/.test(value)
}

async function ask(call: HostileCall): Promise<Answer> {
  const response = await publicFront(started.platform)(await requestOf(call))
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
    headers: JSON.stringify([...response.headers].filter(isNotWayBack)),
  }
}

async function answerTo(call: HostileCall): Promise<Answer> {
  const asked = ask(call)
  if (await endsWithin(asked, answersWithinMs)) return asked
  await asked
  const again = ask(call)
  expect(await endsWithin(again, secondTryMs), 'an answer in two seconds').toBe(true)
  return again
}

function expectCivil({ status, type, text, headers }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(200)
  expect(status).toBeLessThan(500)
  expect(headers).not.toContain(marker)
  // A page may show what was typed, as text; a problem may not show it at all.
  if (type.includes('problem+json')) expect(text).not.toContain(marker)
  if (type.includes('html')) expect(text).not.toMatch(new RegExp(`<(script>)?${marker}`))
}

describe('hostile calls to every route and page', () => {
  test.for(labels)('secure: %s', { timeout: stormLimitMs }, async (label) => {
    const property = fc.asyncProperty(hostileCalls(targetCalled(label)), async (call) => {
      expectCivil(await answerTo(call))
    })
    await fc.assert(property, { seed, numRuns: callsEach, endOnFailure: true })
  })
})

test('secure: as many were made as were to be', (context) => {
  const score = scoreOf(context, { area: 'Input', target: `${calls} hostile calls: no 5xx` })
  expect(callsEach * labels.length).toBeGreaterThanOrEqual(calls)
  score(`${callsEach} at each of ${labels.length} routes and pages`)
})

test('secure: a hundred over the wire, that no client of ours would send', async () => {
  const { port } = new URL(started.address)
  const oddities = wireCalls(targetsOf(ids), seed)
  expect(oddities.length).toBeGreaterThanOrEqual(100)
  let answered = 0
  for (const call of oddities) {
    const answer = await knock(Number(port), call, answersWithinMs)
    const about = JSON.stringify(call.toString('latin1').slice(0, 200))
    expect(answer, about).not.toMatch(/^HTTP\/1\.\d 5/m)
    expect(answer, about).toMatch(/^(HTTP\/1\.1 [234]\d\d |$)/)
    if (answer !== '') answered += 1
    if (answer.includes('problem+json')) expect(answer, about).not.toContain(marker)
  }
  // Only what is not HTTP at all may be hung up on without a word.
  expect(answered).toBeGreaterThanOrEqual(oddities.length - 5)
})

test('secure: words that look like code are shown as words', async () => {
  const code = `"><script>${marker}</script>`
  const words = { name: code, summary: code, description: code, whoFor: code, joiningNote: code }
  const id = await publish(ids.organisationId, words)
  for (const path of [`/listings/${id}`, `/find?q=${encodeURIComponent(code)}&near=${marker}`]) {
    const text = await (await fetch(`${started.address}${path}`)).text()
    expect(text).toContain(`&lt;script&gt;${marker}`)
    expect(text).not.toContain(`<script>${marker}`)
  }
})

test('secure: after the storm everything works, and no file is damaged', async () => {
  const ready = await fetch(`${started.address}/readyz`)
  expect(ready.status).toBe(200)
  const found = await fetch(`${started.address}/find?q=food&near=Harrowby+Vale`)
  expect(await found.text()).toContain('Harrowby Vale Food Bank')
  const id = await publish(ids.organisationId, { name: 'After the storm' })
  const page = await fetch(`${started.address}/listings/${id}`)
  expect(await page.text()).toContain('After the storm')
  for (const service of ['directory', 'identity', 'people', 'referrals', 'web'] as const) {
    const outside = lookInto(started.platform.dataDir, service)
    expect(await damageIn(outside)).toEqual([])
    outside.close()
  }
  expect('polluted' in {}).toBe(false)
})
