import type { ReferralSubjectAsked } from '@waymark/contracts'
import { actorKey } from '@waymark/core'
import { commonTables } from '@waymark/db'
import { aContact, aPerson, aRegistration } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personIdOf, type StartedPeople, startPeople } from './testing.ts'

let started: StartedPeople
beforeAll(async () => {
  started = await startPeople()
})
afterAll(async () => {
  await started.stop()
})

const person = aPerson({
  givenName: 'Zebedine',
  familyName: 'Quillfeather',
  knownAs: 'Tansyroot',
  birthDate: '1931-07-19',
  nhsNumber: { digits: '9990013594', tracing: 'notTraced' },
  address: 'Wickmarsh Cottage',
  postcode: 'PE24 5GK',
  communication: { language: 'cy', interpreter: true, formats: ['easyRead'], note: 'Hushwort' },
})
const contact = aContact({
  phone: { safe: true, number: '01632 960 987' },
  email: { safe: true, address: 'zebedine@hollow.example' },
  post: { safe: true, address: 'care of Bramblewick' },
  note: 'Foxgloves at the gate',
})
const words = ['zebedine', 'quillfeather', 'tansyroot', 'wickmarsh', 'hushwort', 'bramblewick']
const numbers = ['1931-07-19', '9990013594', '999 001 3594', 'pe24', '960 ?987']
const traces = new RegExp([...words, ...numbers, 'hollow', 'foxglove'].join('|'), 'i')

/** What a refusal says, all of it. */
async function refusal(tried: Promise<unknown>): Promise<string> {
  return tried.then(
    () => {
      throw new Error('This was to be refused.')
    },
    (error) => JSON.stringify({ ...error, message: error.message }),
  )
}

/** One life of a record, with every write that there is. */
async function wholeLife(): Promise<string> {
  const { priya, kofi, elin, leila, farah, referrals, ids, clock } = started
  const body = aRegistration({ ...person, contact })
  const id = personIdOf(await priya.registerPerson({ body }))
  clock.advance(1000)
  const { id: entryId } = await leila.registerPerson({ body })
  await leila.registerPerson({ body: { ...body, nhsNumber: null } })
  const { familyName, birthDate, postcode } = person
  await kofi.choosePerson({ body: { familyName, birthDate, postcode, nhsNumber: null } })
  const edited = await priya.editPerson({ params: { id }, body: person, ifMatch: 1 })
  await priya.setContact({ params: { id }, body: contact, ifMatch: edited.version })
  await priya.linkAccount({ params: { id }, body: { accountId: crypto.randomUUID() } })
  const [match] = (await elin.listMatches()).contents
  const params = { id: match?.id ?? '' }
  await farah.readMatch({ params })
  await elin.settleMatch({ params, body: { answer: 'same' } })
  const [working] = (await kofi.listRelationships({ params: { id } })).contents
  await farah.endRelationship({ params: { id: working?.id ?? '' } })
  const askedBy = (userId: string, about: ReferralSubjectAsked['about']) =>
    referrals.readReferralSubject({ body: { userId, about } })
  await askedBy(ids.priya, { kind: 'person', personId: id })
  await askedBy(ids.leila, { kind: 'entry', entryId })
  expect(await refusal(askedBy(ids.leila, { kind: 'person', personId: id }))).not.toMatch(traces)
  expect(await refusal(askedBy(ids.kofi, { kind: 'entry', entryId }))).not.toMatch(traces)
  await started.deps.reads.flush()
  return id
}

test('secure: no event, audit row, kept key or log line carries anything of a person', async () => {
  const id = await wholeLife()
  const record = await started.priya.readPerson({ params: { id } })
  expect(JSON.stringify(record)).toMatch(traces)
  let rows = 0
  for (const table of commonTables) {
    const kept = await started.deps.db.reader.select().from(table)
    rows += kept.length
    expect(JSON.stringify(kept)).not.toMatch(traces)
  }
  expect(rows).toBeGreaterThan(25)
  expect(started.logged.length).toBeGreaterThan(10)
  expect(started.logged.join('\n')).not.toMatch(traces)
})

test('secure: no refusal repeats what was typed', async () => {
  const { kofi, priya, leila } = started
  const { familyName, birthDate } = person
  const nhsNumber = '9990013590'
  const wrong = { ...person, nhsNumber: { digits: nhsNumber, tracing: 'verified' } } as const
  const params = { id: crypto.randomUUID() }
  const said = await Promise.all([
    refusal(
      kofi.choosePerson({
        body: { familyName, birthDate, nhsNumber: '9990006806', postcode: null },
      }),
    ),
    refusal(kofi.choosePerson({ body: { familyName, birthDate, nhsNumber, postcode: null } })),
    refusal(leila.registerPerson({ body: { ...wrong, contact } })),
    refusal(leila.registerPerson({ body: { ...aRegistration(person), Quillfeather: 1 } as never })),
    refusal(priya.editPerson({ params, body: person, ifMatch: 1 })),
    refusal(priya.setContact({ params, body: { ...contact, askedOn: 'Foxglove' }, ifMatch: 1 })),
  ])
  for (const each of said) expect(each).not.toMatch(/quillfeather|1931|99900|foxglove/i)
  expect(started.logged.join('\n')).not.toMatch(traces)
})

test('secure: every read of a record is in the audit, with who read whose', async () => {
  const { priya, referrals, ids, deps } = started
  const id = personIdOf(await priya.registerPerson({ body: aRegistration({ nhsNumber: null }) }))
  await priya.readPerson({ params: { id } })
  await priya.listPeople()
  await priya.listEntries({ params: { id } })
  const about = { kind: 'person', personId: id } as const
  await referrals.readReferralSubject({ body: { userId: ids.priya, about } })
  await deps.reads.flush()
  const audits = commonTables.find((table) => 'mac' in table)
  const rows = audits === undefined ? [] : await deps.db.reader.select().from(audits)
  const reader = actorKey({
    kind: 'user',
    userId: ids.priya,
    tenant: 'demo',
    memberships: [],
  })
  for (const action of ['person.read', 'person.listed', 'entry.list', 'person.readToRefer']) {
    expect(rows).toContainEqual(expect.objectContaining({ action, subject: id, actor: reader }))
  }
})
