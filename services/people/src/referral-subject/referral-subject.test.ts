import type { ContactDetails, ReferralSubjectAsked } from '@waymark/contracts'
import { commonTables } from '@waymark/db'
import { aContact, aRegistration } from '@waymark/testing'
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

const read = (userId: string, about: ReferralSubjectAsked['about']) =>
  started.referrals.readReferralSubject({ body: { userId, about } })
const aboutPerson = (personId: string) => ({ kind: 'person', personId }) as const
const aboutEntry = (entryId: string) => ({ kind: 'entry', entryId }) as const
const notThere = { code: 'notFound' }

/** Every way is safe, each with where. */
const allSafe: ContactDetails = aContact({
  phone: { safe: true, number: '01632 960 201' },
  text: { safe: true, number: '07700 900 201' },
  email: { safe: true, address: 'margaret@home.example' },
  post: { safe: true, address: 'Flat 2, care of Ruth' },
  messageSafe: true,
  note: 'Mornings.',
})
const communication = { language: 'cy', interpreter: true, formats: ['bsl' as const], note: null }

test('happy: of a person the user works with, what is in the record', async () => {
  const id = await registerAsPriya(started, { knownAs: 'Maggie', communication, contact: allSafe })
  const { contents } = await started.priya.listRelationships({ params: { id } })
  expect(await read(started.ids.priya, aboutPerson(id))).toEqual({
    personId: id,
    givenName: 'Margaret',
    familyName: 'Okafor-Hughes',
    knownAs: 'Maggie',
    outcode: 'PE23',
    age: 82,
    communication,
    contact: allSafe,
    withheld: [],
    relationship: { id: contents[0]?.id, role: 'linkWorker' },
  })
})

test('happy: of an entry, what was typed, whether or not the person was known', async () => {
  await registerAsPriya(started, { knownAs: 'Maggie', communication, contact: allSafe })
  const contact = aContact({ note: 'After lunch.' })
  const typed = aRegistration({ givenName: 'Margret', postcode: null, contact })
  const { id } = await started.leila.registerPerson({ body: typed })
  expect(await read(started.ids.leila, aboutEntry(id))).toMatchObject({
    givenName: 'Margret',
    knownAs: null,
    outcode: null,
    communication: null,
    contact,
    relationship: null,
  })
})

test('happy: of their own entry, a link worker hears how they work with the person', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration() })
  expect(await read(started.ids.priya, aboutEntry(entry.id))).toMatchObject({
    personId: personIdOf(entry),
    contact: null,
    relationship: { role: 'linkWorker' },
  })
})

test('happy: a record that became another’s leads on, by person and by entry', async () => {
  const older = await registerAsPriya(started, { nhsNumber: null, contact: allSafe })
  started.clock.advance(1000)
  const body = aRegistration({ givenName: 'Maggie', contact: aContact({ messageSafe: true }) })
  const entry = await started.kofi.registerPerson({ body })
  const [match] = (await started.elin.listMatches()).contents
  const params = { id: match?.id ?? '' }
  await started.elin.settleMatch({ params, body: { answer: 'same' } })
  const joined = { personId: older, relationship: { role: 'healthCoach' } }
  const { kofi } = started.ids
  const known = await read(kofi, aboutPerson(personIdOf(entry)))
  expect(known).toMatchObject({ ...joined, givenName: 'Margaret' })
  const typed = await read(kofi, aboutEntry(entry.id))
  expect(typed).toMatchObject({ ...joined, givenName: 'Maggie' })
})

test('refused: to refer a person with whom the user does not work, or works no more', async () => {
  const id = await registerAsPriya(started)
  await expect(read(started.ids.kofi, aboutPerson(id))).rejects.toMatchObject(notThere)
  const [mine] = (await started.priya.listRelationships({ params: { id } })).contents
  await started.priya.endRelationship({ params: { id: mine?.id ?? '' } })
  await expect(read(started.ids.priya, aboutPerson(id))).rejects.toMatchObject(notThere)
})

test('refused: to refer by what another typed, working with the person or not', async () => {
  await registerAsPriya(started)
  const { id } = await started.leila.registerPerson({ body: aRegistration() })
  for (const userId of [started.ids.priya, testUser(9)]) {
    await expect(read(userId, aboutEntry(id))).rejects.toMatchObject(notThere)
  }
})

test('refused: a person by an entry’s id, an entry by a person’s, and both at once', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration() })
  const { priya } = started.ids
  for (const about of [aboutPerson(entry.id), aboutEntry(personIdOf(entry))]) {
    await expect(read(priya, about)).rejects.toMatchObject(notThere)
  }
  const body = { userId: priya, about: { ...aboutEntry(entry.id), personId: personIdOf(entry) } }
  await expect(started.referrals.readReferralSubject({ body })).rejects.toMatchObject({
    code: 'invalid',
  })
})

const ways = [
  ['phone', { phone: { safe: false, number: '01632 960 999' } }],
  ['text', { text: { safe: false, number: '07700 900 999' } }],
  ['email', { email: { safe: false, address: 'elsewhere@home.example' } }],
  ['post', { post: { safe: false, address: 'Somewhere else' } }],
  ['message', { messageSafe: false }],
] as const satisfies readonly (readonly [string, Partial<ContactDetails>])[]

test.each(ways)(
  'secure: the record’s no to %s withholds that way, and nothing else of it is told',
  async (way, no) => {
    const told = { ...allSafe, ...no, note: 'What was told in confidence.' }
    await registerAsPriya(started, { contact: told })
    const { id } = await started.leila.registerPerson({ body: aRegistration({ contact: allSafe }) })
    const { contact, withheld } = await read(started.ids.leila, aboutEntry(id))
    expect({ contact, withheld }).toEqual({ contact: allSafe, withheld: [way] })
  },
)

test.each(ways)(
  'secure: a no that was typed to %s stays a no, whatever the record',
  async (_, no) => {
    await registerAsPriya(started, { contact: allSafe })
    const body = aRegistration({ contact: { ...allSafe, ...no } })
    const { id } = await started.leila.registerPerson({ body })
    const { contact } = await read(started.ids.leila, aboutEntry(id))
    expect(contact).toEqual({ ...allSafe, ...withoutWhere(no) })
  },
)

test('secure: where nothing was typed no way is safe, whatever the record says', async () => {
  await registerAsPriya(started, { contact: allSafe })
  const { id } = await started.leila.registerPerson({ body: aRegistration() })
  expect(await read(started.ids.leila, aboutEntry(id))).toMatchObject({ contact: null })
})

test('secure: a number kept so that nobody uses it is given to nobody', async () => {
  const unsafe = { safe: false, number: '01632 960 999' }
  const id = await registerAsPriya(started, { contact: aContact({ phone: unsafe, text: unsafe }) })
  const subject = await read(started.ids.priya, aboutPerson(id))
  expect(subject.contact).toMatchObject({ phone: { safe: false, number: null } })
  expect(JSON.stringify(subject)).not.toContain('960 999')
})

test('secure: neither birth date, NHS number, address nor whole postcode is among it', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration({ contact: allSafe }) })
  for (const about of [aboutPerson(personIdOf(entry)), aboutEntry(entry.id)]) {
    const told = JSON.stringify(await read(started.ids.priya, about))
    expect(told).toContain('Okafor-Hughes')
    expect(told).not.toMatch(/1944|9990000018|Kiln Row|4AC/)
  }
})

test('secure: another tenant’s referrals finds nobody in our users’ names', async () => {
  const entry = await started.priya.registerPerson({ body: aRegistration() })
  const elsewhere = started.as.service('referrals', 'elsewhere')
  for (const about of [aboutPerson(personIdOf(entry)), aboutEntry(entry.id)]) {
    const body = { userId: started.ids.priya, about }
    await expect(elsewhere.readReferralSubject({ body })).rejects.toMatchObject(notThere)
  }
})

test('secure: nobody but referrals asks, however well they know the person', async () => {
  const id = await registerAsPriya(started)
  const body = { userId: started.ids.priya, about: aboutPerson(id) }
  const { priya, farah, as } = started
  for (const caller of [priya, farah, as.service('web'), as.service('notifications')]) {
    await expect(caller.readReferralSubject({ body })).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('secure: the look is noted as the user’s, and a look that was refused is not', async () => {
  const id = await registerAsPriya(started)
  await read(started.ids.priya, aboutPerson(id))
  await read(started.ids.kofi, aboutPerson(id)).catch(() => undefined)
  await started.deps.reads.flush()
  const audits = commonTables.find((table) => 'mac' in table)
  const rows = audits === undefined ? [] : await started.deps.db.reader.select().from(audits)
  expect(
    rows.filter((row) => 'action' in row && row.action === 'person.readToRefer'),
  ).toMatchObject([
    {
      tenant: 'demo',
      subject: id,
      actor: `user:${started.ids.priya}`,
      detail: '{"askedBy":"service:referrals"}',
    },
  ])
})

/** As it is told: a no without the number or address beside it. */
function withoutWhere(no: Partial<ContactDetails>): object {
  return Object.fromEntries(
    Object.entries(no).map(([way, answer]) => {
      const where = way === 'email' || way === 'post' ? 'address' : 'number'
      return [way, typeof answer === 'boolean' ? answer : { safe: false, [where]: null }]
    }),
  )
}
