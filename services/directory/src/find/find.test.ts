import type { ListingDetails, SessionDetails } from '@waymark/contracts'
import { aListing, aLocation, anOrganisation, aSession } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'

let started: StartedDirectory
let organisationId = ''
beforeAll(async () => {
  started = await startDirectory()
  const made = await started.editor.createOrganisation({
    body: anOrganisation({ name: 'Vale Kitchen' }),
  })
  organisationId = made.id
  await add({ name: 'Food bank', needs: ['food'], costPence: 0 }, { latitude: 53.21 })
  await add(
    { name: 'Tuesday lunch', needs: ['food', 'company'] },
    { latitude: 53.18, stepFree: 'no' },
  )
  await add(
    { name: 'Choir', needs: ['arts'], costPence: 200 },
    { latitude: 53.2 },
    { weekday: 'TH' },
  )
  await add({ name: 'Far choir', needs: ['arts'] }, { latitude: 54 })
  await add({ name: 'Evening chat online', deliveries: ['online'] })
  await add({ name: 'Parcels to your door', deliveries: ['home'], needs: ['food'] })
  await add({
    name: 'National carers line',
    deliveries: ['phone'],
    coverage: 'national',
    needs: ['caring'],
  })
  await started.projector.catchUp()
})
afterAll(async () => {
  await started.stop()
})

async function add(
  listing: Partial<ListingDetails>,
  place?: Parameters<typeof aLocation>[0],
  session: Partial<SessionDetails> = {},
) {
  const { editor } = started
  const { id } = await editor.createListing({ body: aListing(organisationId, listing) })
  if (place !== undefined) {
    const location = await editor.createLocation({ body: aLocation(place) })
    const body = { sessions: [aSession(location.id, session)] }
    await editor.setSessions({ params: { id }, body, ifMatch: 1 })
  }
  await editor.publishListing({ params: { id } })
  return id
}

type Query = Parameters<StartedDirectory['as']['nobody']['find']>[0] extends
  | { query?: infer Q }
  | undefined
  ? Q
  : never
const find = (query: Query) => started.as.nobody.find({ query: query ?? {} })
const names = async (query: Query) => (await find(query)).contents.map((card) => card.name)

test('happy: what fits the words best comes first, then the nearest', async () => {
  const found = await names({ q: 'food parcel', near: 'Harrowby Vale' })
  expect(found.slice(0, 2)).toEqual(['Food bank', 'Parcels to your door'])
  expect(await names({ q: 'food parcel', near: 'Harrowby Vale', sort: 'nearest' })).toEqual([
    'Tuesday lunch',
    'Parcels to your door',
    'Food bank',
  ])
})

test('happy: without words the nearest comes first, without a place the soonest', async () => {
  expect((await names({ near: 'PE23 4AC' })).slice(0, 2)).toEqual([
    'Food bank',
    'Parcels to your door',
  ])
  expect((await names({})).slice(0, 1)).not.toEqual([])
})

test('happy: online, home and national listings are never lost by a distance', async () => {
  const found = await names({ near: 'Harrowby Vale', within: '1' })
  expect(found).toContain('Evening chat online')
  expect(found).toContain('Parcels to your door')
  expect(found).toContain('National carers line')
  expect(found).not.toContain('Far choir')
})

test('happy: filters of one kind widen, filters of different kinds narrow', async () => {
  expect((await names({ need: ['food', 'arts'], near: 'Harrowby Vale' })).sort()).toEqual([
    'Choir',
    'Food bank',
    'Parcels to your door',
    'Tuesday lunch',
  ])
  expect(await names({ need: ['food'], free: true })).toEqual(['Food bank'])
  expect(await names({ need: ['food'], stepFree: true })).toEqual(['Food bank'])
  expect((await names({ day: ['TH'] })).sort()).toEqual(['Choir'])
})

test('happy: counts say what another tick of the same kind would add', async () => {
  const { facets } = await find({ need: ['arts'], near: 'Harrowby Vale' })
  expect(facets.need).toMatchObject({ arts: 1, food: 3 })
  expect(facets.how).toMatchObject({ inPerson: 1 })
})

test('happy: a card says how far, when next and what it costs', async () => {
  const { contents, place } = await find({ q: 'choir', near: 'PE23 4AC' })
  expect(place).toEqual({ status: 'found', label: 'PE23 4AC', precision: 'postcode' })
  expect(contents[0]).toMatchObject({
    name: 'Choir',
    organisationName: 'Vale Kitchen',
    costPence: 200,
    next: { day: '2026-11-26', startsAt: '12:00' },
    place: { town: 'Harrowby Vale', outcode: 'PE23', approximate: false },
    readyForReferrals: false,
  })
})

test('happy: nothing found says what to take off first and what is had from anywhere', async () => {
  const result = await find({
    q: 'chat',
    near: 'Harrowby Vale',
    within: '3',
    day: ['MO'],
    free: true,
  })
  expect(result.totalItems).toBe(0)
  expect(result.relaxations.length).toBe(0)
  const narrower = await find({ q: 'choir', near: 'Harrowby Vale', day: ['MO'] })
  expect(narrower.relaxations).toEqual([{ filter: 'day', wouldFind: 1 }])
  expect(result.fromAnywhere.map((card) => card.name)).toEqual(['Evening chat online'])
})

test('happy: soonest first follows the clock', async () => {
  const found = await names({ near: 'Harrowby Vale', sort: 'soonest' })
  expect(found.indexOf('Tuesday lunch')).toBeLessThan(found.indexOf('Choir'))
})

test('refused: an unknown place searches everywhere and says so', async () => {
  const result = await find({ q: 'choir', near: 'Nowhere-on-the-Wold', within: '1' })
  expect(result.place).toEqual({ status: 'unknown', asked: 'Nowhere-on-the-Wold' })
  expect(result.contents.map((card) => card.name).sort()).toEqual(['Choir', 'Far choir'])
})

test('refused: a filter nobody knows is refused by its pointer', async () => {
  const wrong = { need: ['gold'] } as unknown as Query
  await expect(find(wrong)).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/query/need/0' }],
  })
})

test('happy: little found says what would show more; past the end is the last page', async () => {
  const result = await find({ q: 'choir', near: 'Harrowby Vale', page: 40 })
  expect([result.pageNumber, result.contents.length]).toEqual([1, 1])
  expect(result.relaxations).toContainEqual({ filter: 'within', wouldFind: 2 })
})

test('secure: a withdrawn listing is gone at once, before the index has heard of it', async () => {
  const id = await add({ name: 'Here and gone' }, {})
  await started.projector.catchUp()
  expect(await names({ q: 'here and gone' })).toEqual(['Here and gone'])
  const { moveListing } = await import('../listing/move.ts')
  await moveListing(started.deps, { kind: 'operator', tenant: 'demo' }, id, 'withdraw')
  const result = await find({ q: 'here and gone' })
  expect([result.contents, result.totalItems]).toEqual([[], 0])
})

test('secure: a hidden address is not given away by a card or a distance', async () => {
  await add({ name: 'Refuge' }, { hideAddress: true, latitude: 53.1834567, name: 'Secret House' })
  await started.projector.catchUp()
  const { contents } = await find({ q: 'refuge', near: 'PE23 4AC' })
  expect(JSON.stringify(contents)).not.toContain('Secret')
  expect(contents[0]?.place).toMatchObject({ name: null, miles: null, approximate: true })
})

test('secure: an index that is lost is made again from the records and agrees', async () => {
  const before = await names({})
  await started.embedded.replace((async function* none() {})(), { log: 'another log', seq: 0 })
  expect(await names({})).toEqual([])
  await started.projector.catchUp()
  expect(await names({})).toEqual(before)
})
