import { readEvents } from '@waymark/db'
import { aContact, aPerson, aRegistration } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  personIdOf,
  registerAsPriya,
  type StartedPeople,
  startPeople,
  testUser,
} from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

/** Margaret as Priya knows her, and as Kofi registered her without her number. */
async function twoRecords() {
  const older = await registerAsPriya(started, { nhsNumber: null, contact: aContact() })
  started.clock.advance(1000)
  const body = aRegistration({
    postcode: null,
    contact: aContact({ phone: { safe: false, number: null } }),
  })
  const entry = await started.kofi.registerPerson({ body })
  const [match] = (await started.elin.listMatches()).contents
  if (match === undefined) throw new Error('Nobody asked whether the two are one.')
  return { older, newer: personIdOf(entry), entry, match }
}

const settle = (id: string, answer: 'same' | 'different') =>
  started.elin.settleMatch({ params: { id }, body: { answer } })

async function eventsOf(type: string) {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 500 })
  return events.filter((event) => event.type === type)
}

test('happy: two records are shown side by side, identifiers and nothing else', async () => {
  const { older, newer, match } = await twoRecords()
  expect(match).toMatchObject({ olderId: older, newerId: newer, because: ['nameAndBirthDate'] })
  const page = await started.elin.readMatch({ params: { id: match.id } })
  expect(page).toMatchObject({ older: { id: older }, newer: { id: newer } })
  expect(JSON.stringify(page)).not.toMatch(/Kiln Row|960 201/)
})

test('happy: the same: entries, relationships and gaps move over; holders are told', async () => {
  const { older, newer, entry, match } = await twoRecords()
  const settled = await settle(match.id, 'same')
  expect(settled).toMatchObject({ state: 'same', settledBy: started.ids.elin })
  const person = await started.kofi.readPerson({ params: { id: older } })
  expect(person).toMatchObject({ nhsNumber: aPerson().nhsNumber, postcode: 'PE23 4AC', version: 2 })
  expect(person.contact).toMatchObject({ phone: { safe: false } })
  expect(await started.kofi.readEntry({ params: { id: entry.id } })).toMatchObject({
    personId: older,
  })
  const { contents } = await started.priya.listEntries({ params: { id: older } })
  expect(contents).toHaveLength(2)
  expect(await eventsOf('person.merged')).toMatchObject([
    { subject: newer, payload: { from: newer, to: older, revision: 2 } },
  ])
  expect(await eventsOf('relationship.ended')).toEqual([])
})

test('happy: once they are one, three identifiers prove that one', async () => {
  const { older, match } = await twoRecords()
  await settle(match.id, 'same')
  const { familyName, birthDate, nhsNumber } = aPerson()
  const body = { familyName, birthDate, nhsNumber: nhsNumber?.digits ?? null, postcode: null }
  expect(await started.elin.choosePerson({ body })).toMatchObject({ id: older })
})

test.each([
  ['the older two first', ['older', 'newer']],
  ['the newer two first', ['newer', 'third']],
] as const)('happy: three records become one, %s; each id leads to it', async (_, first) => {
  const { older, newer } = await twoRecords()
  started.clock.advance(1000)
  const ids = { older, newer, third: await registerAsPriya(started, { nhsNumber: null }) }
  const open = async () => (await started.elin.listMatches()).contents
  const pair = (await open()).find(
    ({ olderId, newerId }) => olderId === ids[first[0]] && newerId === ids[first[1]],
  )
  await settle(pair?.id ?? '', 'same')
  const [left, ...none] = await open()
  expect(none).toEqual([])
  expect(left).toMatchObject({ olderId: older })
  await settle(left?.id ?? '', 'same')
  for (const id of Object.values(ids)) {
    expect(await started.kofi.readPerson({ params: { id } })).toMatchObject({ id: older })
  }
  expect((await started.kofi.listPeople()).totalItems).toBe(1)
  expect(await open()).toEqual([])
})

test('happy: who worked with both works with one, and is told that the other ended', async () => {
  const older = await registerAsPriya(started)
  started.clock.advance(1000)
  const newer = await registerAsPriya(started, { nhsNumber: null })
  const [match] = (await started.elin.listMatches()).contents
  await settle(match?.id ?? '', 'same')
  const { contents } = await started.priya.listRelationships({ params: { id: older } })
  expect(contents.map(({ until }) => until === null).sort()).toEqual([false, true])
  expect(await eventsOf('relationship.ended')).toMatchObject([{ subject: newer }])
})

test('happy: different: both stay, and are not asked about again', async () => {
  const { older, newer, match } = await twoRecords()
  await settle(match.id, 'different')
  const params = { id: newer }
  await started.kofi.editPerson({ params, body: aPerson({ postcode: null }), ifMatch: 1 })
  expect((await started.elin.listMatches()).contents).toEqual([])
  await expect(started.kofi.readPerson({ params: { id: older } })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('happy: an edit that makes two records alike is asked about', async () => {
  const older = await registerAsPriya(started)
  const given = { familyName: 'Lowe', birthDate: '1950-01-01', nhsNumber: null, postcode: null }
  started.clock.advance(1000)
  const newer = personIdOf(await started.kofi.registerPerson({ body: aRegistration(given) }))
  expect((await started.elin.listMatches()).contents).toEqual([])
  const body = aPerson({ ...given, nhsNumber: aPerson().nhsNumber })
  await started.kofi.editPerson({ params: { id: newer }, body, ifMatch: 1 })
  expect((await started.elin.listMatches()).contents).toMatchObject([
    { olderId: older, newerId: newer, because: ['nhsNumber'] },
  ])
})

test('refused: to settle what is settled', async () => {
  const { match } = await twoRecords()
  await settle(match.id, 'different')
  await expect(settle(match.id, 'same')).rejects.toMatchObject({ code: 'conflict', allowed: [] })
})

test('refused: two records with an account each, and nothing is half done', async () => {
  const { older, newer, match } = await twoRecords()
  const link = (id: string, accountId: string) =>
    started.as.operator.linkAccount({ params: { id }, body: { accountId } })
  await link(older, testUser(60))
  await link(newer, testUser(61))
  await expect(settle(match.id, 'same')).rejects.toMatchObject({ code: 'conflict' })
  expect((await started.elin.listMatches()).contents).toMatchObject([{ state: 'open' }])
})

test('secure: nobody settles a match by which they would come to a record', async () => {
  await registerAsPriya(started)
  const body = aRegistration({ nhsNumber: null })
  await started.elin.registerPerson({ body })
  expect((await started.elin.listMatches()).contents).toEqual([])
  const [match] = (await started.farah.listMatches()).contents
  const params = { id: match?.id ?? '' }
  await expect(started.elin.readMatch({ params })).rejects.toMatchObject({ code: 'notFound' })
  const settled = started.elin.settleMatch({ params, body: { answer: 'same' } })
  await expect(settled).rejects.toMatchObject({ code: 'notFound' })
  expect(await started.farah.readMatch({ params })).toBeDefined()
})

test('secure: another tenant’s team lead sees no match of ours', async () => {
  const { match } = await twoRecords()
  const elsewhere = started.as.user('teamLead', { tenant: 'elsewhere' })
  const params = { id: match.id }
  expect((await elsewhere.listMatches()).contents).toEqual([])
  await expect(elsewhere.readMatch({ params })).rejects.toMatchObject({ code: 'notFound' })
  await expect(elsewhere.settleMatch({ params, body: { answer: 'same' } })).rejects.toMatchObject({
    code: 'notFound',
  })
})
