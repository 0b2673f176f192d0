import { readEvents } from '@waymark/db'
import { aContact, aPerson, aRegistration } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { personIdOf, registerAsPriya, type StartedPeople, startPeople } from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

async function registeredEvents() {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 500 })
  return events.filter(({ type }) => type === 'person.registered')
}

test('happy: a link worker registers somebody new and works with them', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration({ contact: aContact() }) })
  const id = personIdOf(entry)
  const person = await started.priya.readPerson({ params: { id } })
  expect(person).toMatchObject({ ...aPerson(), contact: aContact(), accountId: null, version: 1 })
  expect(await registeredEvents()).toMatchObject([
    { subject: id, payload: { personId: id, entryId: entry.id, revision: 1 } },
  ])
})

test('happy: number, birth date and family name attach to whom they prove', async () => {
  const id = await registerAsPriya(started)
  const typed = aRegistration({ familyName: 'OKAFOR HUGHES', givenName: 'M', postcode: null })
  const entry = await started.kofi.registerPerson({ body: typed })
  expect(entry).toMatchObject({ ...typed, personId: id, role: 'healthCoach' })
  expect(await started.kofi.readPerson({ params: { id } })).toMatchObject({ givenName: 'Margaret' })
  const { contents } = await started.priya.listEntries({ params: { id } })
  expect(contents.map(({ givenName }) => givenName).sort()).toEqual(['M', 'Margaret'])
  expect((await started.elin.listMatches()).contents).toEqual([])
})

test('happy: pressed twice with one key, it is one entry', async () => {
  const send = () =>
    started.leila.registerPerson({ body: aRegistration(), idempotencyKey: 'press-me-twice' })
  // Whichever comes second is told to wait, or given what the first made.
  await Promise.allSettled([send(), send()])
  expect(await send()).toEqual(await send())
  expect(await registeredEvents()).toHaveLength(1)
})

test('refused: the same key with somebody else', async () => {
  const key = { idempotencyKey: 'same-key-other-body' }
  await started.leila.registerPerson({ body: aRegistration(), ...key })
  const again = started.leila.registerPerson({ body: aRegistration({ givenName: 'Ann' }), ...key })
  await expect(again).rejects.toMatchObject({ code: 'invalid' })
})

test('refused: to have been asked on a day to come', async () => {
  const body = aRegistration({ contact: aContact({ askedOn: '2026-12-01' }) })
  await expect(started.leila.registerPerson({ body })).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/contact/askedOn' }],
  })
  expect(await registeredEvents()).toEqual([])
})

test('secure: a registrant never learns whether the person was known', async () => {
  await registerAsPriya(started, { knownAs: 'Maggie', contact: aContact() })
  const known = await started.leila.registerPerson({ body: aRegistration() })
  const newTyped = aRegistration({
    familyName: 'Lowe',
    nhsNumber: { digits: '9990006806', tracing: 'notTraced' },
  })
  const unknown = await started.leila.registerPerson({ body: newTyped })
  expect(known).toEqual({ ...unknown, ...aRegistration(), id: known.id })
  expect([known.personId, unknown.personId]).toEqual([null, null])
  expect(known).toMatchObject({ knownAs: null, contact: null })
  const [, toKnown, toNew] = await registeredEvents()
  expect(Object.keys(toKnown?.payload ?? {})).toEqual(Object.keys(toNew?.payload ?? {}))
})

test('secure: with less than three identifiers a link worker sees what they typed', async () => {
  const id = await registerAsPriya(started, { knownAs: 'Maggie', address: 'A known address' })
  const less = [{ nhsNumber: null }, { familyName: 'Hughes' }, { birthDate: '1944-03-10' }]
  for (const given of less) {
    const entry = await started.kofi.registerPerson({ body: aRegistration(given) })
    expect(personIdOf(entry)).not.toBe(id)
    const params = { id: personIdOf(entry) }
    const seen = await started.kofi.readPerson({ params })
    expect(seen).toMatchObject({ ...given, version: 1 })
    expect(JSON.stringify(seen)).not.toMatch(/Maggie|A known address/)
  }
  await expect(started.kofi.readPerson({ params: { id } })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: an entry is read back by who typed it and by nobody else', async () => {
  const { id } = await started.leila.registerPerson({ body: aRegistration() })
  const params = { id }
  expect(await started.leila.readEntry({ params })).toMatchObject({ id, personId: null })
  const others = [started.priya, started.as.user('practitioner'), started.elin]
  const elsewhere = started.as.user('practitioner', {
    tenant: 'elsewhere',
    userId: started.ids.leila,
  })
  for (const caller of [...others, elsewhere]) {
    await expect(caller.readEntry({ params })).rejects.toMatchObject({ code: 'notFound' })
  }
})

test('secure: who works with the person no more is not told whose the entry is', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration() })
  const [mine] = (await started.priya.listRelationships({ params: { id: personIdOf(entry) } }))
    .contents
  await started.priya.endRelationship({ params: { id: mine?.id ?? '' } })
  expect(await started.priya.readEntry({ params: { id: entry.id } })).toEqual({
    ...entry,
    personId: null,
  })
})

test('secure: the same person in two tenants is two people', async () => {
  const id = await registerAsPriya(started)
  const elsewhere = started.as.user('linkWorker', { tenant: 'elsewhere' })
  const entry = await elsewhere.registerPerson({ body: aRegistration() })
  expect(personIdOf(entry)).not.toBe(id)
  const lead = started.as.user('teamLead', { tenant: 'elsewhere' })
  expect((await lead.listMatches()).contents).toEqual([])
})
