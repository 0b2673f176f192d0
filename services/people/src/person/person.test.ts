import type { ThreeIdentifiers } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { aContact, aPerson, aRegistration } from '@waymark/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registerAsPriya, type StartedPeople, startPeople, testUser } from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

const byNumber: ThreeIdentifiers = {
  familyName: 'okafor hughes',
  birthDate: '1944-03-09',
  nhsNumber: '999 000 0018',
  postcode: null,
}
const byPostcode: ThreeIdentifiers = { ...byNumber, nhsNumber: null, postcode: 'pe234ac' }

async function eventTypesOf(subject: string): Promise<string[]> {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 500 })
  return events.filter((event) => event.subject === subject).map((event) => event.type)
}

describe('choosing by three identifiers', () => {
  test.each([
    ['the number', byNumber],
    ['the postcode', byPostcode],
  ])('happy: with %s a colleague finds one person and works with them', async (_, body) => {
    const id = await registerAsPriya(started)
    await expect(started.kofi.readPerson({ params: { id } })).rejects.toMatchObject({
      code: 'notFound',
    })
    expect(await started.kofi.choosePerson({ body })).toMatchObject({
      id,
      familyName: 'Okafor-Hughes',
    })
    expect(await started.kofi.readPerson({ params: { id } })).toMatchObject({ id })
    await started.kofi.choosePerson({ body })
    const { contents } = await started.kofi.listRelationships({ params: { id } })
    expect(contents.map(({ userId }) => userId).sort()).toEqual([
      started.ids.priya,
      started.ids.kofi,
    ])
  })

  test.each([
    ['number and another family name', { ...byNumber, familyName: 'Okafor' }],
    ['number and another birth date', { ...byNumber, birthDate: '1944-03-10' }],
    ['name, birth date and another number', { ...byNumber, nhsNumber: '9990006806' }],
    ['postcode and another family name', { ...byPostcode, familyName: 'Okafor' }],
    ['postcode and another birth date', { ...byPostcode, birthDate: '1944-03-10' }],
    ['name, birth date and another postcode', { ...byPostcode, postcode: 'PE23 4AM' }],
  ])('refused: with %s nobody is found, in the same words', async (_, body) => {
    await registerAsPriya(started)
    const chosen = started.kofi.choosePerson({ body })
    await expect(chosen).rejects.toMatchObject({
      code: 'notFound',
      message: 'We find nobody with those three. Check each, or register them.',
    })
    expect((await started.kofi.listPeople()).contents).toEqual([])
  })

  test('refused: twins at one address are told apart by their numbers alone', async () => {
    const id = await registerAsPriya(started)
    const twin = {
      givenName: 'Agnes',
      nhsNumber: { digits: '9990006806', tracing: 'verified' },
    } as const
    await registerAsPriya(started, twin)
    const { contents } = await started.elin.listMatches()
    for (const { id: matchId } of contents) {
      await started.elin.settleMatch({ params: { id: matchId }, body: { answer: 'different' } })
    }
    const chosen = started.kofi.choosePerson({ body: byPostcode })
    await expect(chosen).rejects.toMatchObject({ code: 'notFound' })
    expect(await started.kofi.choosePerson({ body: byNumber })).toMatchObject({ id })
  })

  test('refused: both or neither of number and postcode', async () => {
    for (const given of [{ postcode: 'PE23 4AC' }, { nhsNumber: null }]) {
      const chosen = started.kofi.choosePerson({ body: { ...byNumber, ...given } })
      await expect(chosen).rejects.toMatchObject({
        code: 'invalid',
        problems: [{ pointer: '/nhsNumber' }],
      })
    }
  })

  test('secure: a record made by somebody else in her name does not stand in her way', async () => {
    const id = await registerAsPriya(started)
    const body = aRegistration({ nhsNumber: null, givenName: 'Mallory' })
    await started.leila.registerPerson({ body })
    expect(await started.kofi.choosePerson({ body: byPostcode })).toMatchObject({ id })
  })

  test('secure: after 30 tries an hour, right or wrong, nobody is found for a while', async () => {
    await registerAsPriya(started)
    for (let turn = 0; turn < 30; turn += 1) {
      const birthDate = `1944-04-${String(turn + 1).padStart(2, '0')}`
      const tried = started.kofi.choosePerson({ body: { ...byNumber, birthDate } })
      await expect(tried).rejects.toMatchObject({ code: 'notFound' })
    }
    const limited = { code: 'tooMany', retryAfterSeconds: 3600 }
    await expect(started.kofi.choosePerson({ body: byNumber })).rejects.toMatchObject(limited)
    await expect(started.kofi.registerPerson({ body: aRegistration() })).rejects.toMatchObject(
      limited,
    )
    expect(await started.elin.choosePerson({ body: byNumber })).toBeDefined()
    started.clock.advance(60 * 60_000 + 1)
    expect(await started.kofi.choosePerson({ body: byNumber })).toBeDefined()
  }, 60_000)

  test('secure: another tenant finds nobody of ours', async () => {
    await registerAsPriya(started)
    const elsewhere = started.as.user('linkWorker', { tenant: 'elsewhere' })
    await expect(elsewhere.choosePerson({ body: byNumber })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('the record', () => {
  test('happy: names are kept byte for byte', async () => {
    const names = {
      givenName: ' Zoe\u0308 👩🏽‍🦽',
      familyName: 'بن \u200fعلي',
      knownAs: 'Ɓa\u0301bá ',
    }
    const id = await registerAsPriya(started, names)
    expect(await started.priya.readPerson({ params: { id } })).toMatchObject(names)
  })

  test('happy: an edit says who, which version, and in the audit only which fields', async () => {
    const id = await registerAsPriya(started)
    const edited = await started.priya.editPerson({
      params: { id },
      body: aPerson({ familyName: 'Hughes', nhsNumber: null }),
      ifMatch: 1,
    })
    expect(edited).toMatchObject({ familyName: 'Hughes', nhsNumber: null, version: 2 })
    expect(await started.priya.readPerson({ params: { id } })).toEqual(edited)
    expect(await eventTypesOf(id)).toEqual([
      'person.registered',
      'relationship.started',
      'person.changed',
    ])
  })

  test('happy: how to reach her safely is said as she was asked', async () => {
    const id = await registerAsPriya(started)
    const body = aContact({ note: 'Her son answers on Sundays. Say only "the surgery".' })
    const saved = await started.priya.setContact({ params: { id }, body, ifMatch: 1 })
    expect(saved.contact).toEqual(body)
    expect(await eventTypesOf(id)).toContain('person.contactChanged')
  })

  test('happy: my people, by family name', async () => {
    await registerAsPriya(started)
    const lowe = { familyName: 'Lowe', birthDate: '1950-01-01', nhsNumber: null, postcode: null }
    await registerAsPriya(started, lowe)
    await started.kofi.registerPerson({ body: aRegistration({ ...lowe, familyName: 'Nobody’s' }) })
    const { contents, totalItems } = await started.priya.listPeople()
    expect(contents.map(({ familyName }) => familyName)).toEqual(['Lowe', 'Okafor-Hughes'])
    expect(totalItems).toBe(2)
  })

  test('happy: a person with an account reads their own record and nobody else’s', async () => {
    const id = await registerAsPriya(started)
    const other = await registerAsPriya(started, { familyName: 'Lowe', nhsNumber: null })
    const accountId = testUser(60)
    const margaret = started.user('person', accountId)
    await expect(margaret.readPerson({ params: { id } })).rejects.toMatchObject({
      code: 'notFound',
    })
    await started.priya.linkAccount({ params: { id }, body: { accountId } })
    expect(await margaret.readPerson({ params: { id } })).toMatchObject({ id, accountId })
    expect((await margaret.listPeople()).contents.map((one) => one.id)).toEqual([id])
    const { contents } = await margaret.listRelationships({ params: { id } })
    expect(contents).toMatchObject([{ userId: started.ids.priya, until: null }])
    await expect(margaret.readPerson({ params: { id: other } })).rejects.toMatchObject({
      code: 'notFound',
    })
    await started.as.operator.linkAccount({ params: { id }, body: { accountId: null } })
    await expect(margaret.readPerson({ params: { id } })).rejects.toMatchObject({
      code: 'notFound',
    })
  })

  test('refused: an account that is linked to another record, or in place of another', async () => {
    const id = await registerAsPriya(started)
    const other = await registerAsPriya(started, { familyName: 'Lowe', nhsNumber: null })
    const body = { accountId: testUser(60) }
    await started.priya.linkAccount({ params: { id }, body })
    for (const [to, accountId] of [
      [other, testUser(60)],
      [id, testUser(61)],
    ] as const) {
      const linked = started.priya.linkAccount({ params: { id: to }, body: { accountId } })
      await expect(linked).rejects.toMatchObject({ code: 'conflict' })
    }
  })

  test('refused: an edit of an older version, or of none', async () => {
    const id = await registerAsPriya(started)
    const edit = (ifMatch?: number) =>
      started.priya.editPerson({
        params: { id },
        body: aPerson(),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      })
    await edit(1)
    await expect(edit(1)).rejects.toMatchObject({ code: 'stale' })
    await expect(edit()).rejects.toMatchObject({ code: 'preconditionRequired' })
    const contact = started.priya.setContact({ params: { id }, body: aContact(), ifMatch: 1 })
    await expect(contact).rejects.toMatchObject({ code: 'stale' })
  })

  test.each([
    ['a NUL', { familyName: 'Ok\0afor' }, '/familyName'],
    ['half an emoji', { givenName: 'M\ud83d' }, '/givenName'],
    ['white space alone', { familyName: ' \t' }, '/familyName'],
    [
      'a number with a wrong check digit',
      { nhsNumber: { digits: '9990000019', tracing: 'verified' } },
      '/nhsNumber/digits',
    ],
    ['half a postcode', { postcode: 'PE23' }, '/postcode'],
    ['a birth date to come', { birthDate: '2027-01-01' }, '/birthDate'],
  ] as const)('refused: %s, by its pointer and without its value', async (_, given, pointer) => {
    const id = await registerAsPriya(started)
    const body = aPerson(given)
    const refusal = started.priya.editPerson({ params: { id }, body, ifMatch: 1 })
    await expect(refusal).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] })
    expect(await started.priya.readPerson({ params: { id } })).toMatchObject({ version: 1 })
  })

  test('refused: a yes to a way of being reached that says nowhere', async () => {
    const id = await registerAsPriya(started)
    const body = aContact({ email: { safe: true, address: null } })
    const refusal = started.priya.setContact({ params: { id }, body, ifMatch: 1 })
    await expect(refusal).rejects.toMatchObject({ problems: [{ pointer: '/email/address' }] })
  })

  test('secure: whoever does not work with her finds no record, whatever they try', async () => {
    const id = await registerAsPriya(started)
    const params = { id }
    const { kofi, elin } = started
    const elsewhere = started.as.user('linkWorker', {
      tenant: 'elsewhere',
      userId: started.ids.priya,
    })
    for (const caller of [kofi, elin, elsewhere]) {
      const tries = [
        caller.readPerson({ params }),
        caller.editPerson({ params, body: aPerson(), ifMatch: 1 }),
        caller.setContact({ params, body: aContact(), ifMatch: 1 }),
        caller.linkAccount({ params, body: { accountId: null } }),
        caller.listEntries({ params }),
        caller.listRelationships({ params }),
      ]
      for (const tried of await Promise.allSettled(tries)) {
        expect(tried).toMatchObject({ status: 'rejected', reason: { code: 'notFound' } })
      }
    }
  })

  test('secure: a volunteer who was given her reads, and changes nothing', async () => {
    const id = await registerAsPriya(started)
    const userId = testUser(7)
    const joe = started.user('communityConnector', userId)
    await started.farah.startRelationship({
      params: { id },
      body: { userId, role: 'communityConnector' },
    })
    expect(await joe.readPerson({ params: { id } })).toMatchObject({ id })
    const edit = joe.editPerson({ params: { id }, body: aPerson(), ifMatch: 1 })
    await expect(edit).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('secure: a former link worker who lost the role is shown nobody', async () => {
    await registerAsPriya(started)
    const demoted = started.user('person', started.ids.priya)
    expect((await demoted.listPeople()).contents).toEqual([])
  })
})
