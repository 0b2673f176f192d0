import type { ContactDetails } from '@waymark/contracts'
import { commonTables } from '@waymark/db'
import { aContact, aRegistration } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { personIdOf, registerAsPriya, type StartedPeople, startPeople } from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

const address = 'margaret@home.example'
const safe = aContact({ email: { safe: true, address } })
const unsafe = aContact({ email: { safe: false, address } })
const gone = { code: 'gone' }

const read = (personId: string) => started.carePlans.readSafeEmail({ body: { personId } })
const setContact = async (id: string, body: ContactDetails) => {
  const { version: ifMatch } = await started.priya.readPerson({ params: { id } })
  await started.priya.setContact({ params: { id }, body, ifMatch })
}

test('happy: where they said that e-mail is safe, and nothing else of them', async () => {
  const personId = await registerAsPriya(started, { contact: safe })
  expect(await read(personId)).toEqual({ personId, to: address })
})

test('happy: a record that became another’s leads on', async () => {
  const older = await registerAsPriya(started, { nhsNumber: null, contact: safe })
  started.clock.advance(1000)
  const newer = personIdOf(await started.kofi.registerPerson({ body: aRegistration() }))
  const [match] = (await started.elin.listMatches()).contents
  const params = { id: match?.id ?? '' }
  await started.elin.settleMatch({ params, body: { answer: 'same' } })
  expect(await read(newer)).toEqual({ personId: older, to: address })
})

test('refused: nobody has asked them, e-mail is not safe, or it is no longer', async () => {
  const personId = await registerAsPriya(started)
  await expect(read(personId)).rejects.toMatchObject(gone)
  await setContact(personId, aContact())
  await expect(read(personId)).rejects.toMatchObject(gone)
  await setContact(personId, safe)
  expect(await read(personId)).toMatchObject({ to: address })
  await setContact(personId, unsafe)
  await expect(read(personId)).rejects.toMatchObject(gone)
})

test('secure: an address kept so that nobody uses it is in no answer and no log line', async () => {
  const personId = await registerAsPriya(started, { contact: unsafe })
  const error = await read(personId).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject(gone)
  await setContact(personId, safe)
  await read(personId)
  expect(JSON.stringify([error, started.logged])).not.toContain('home.example')
})

test('secure: nobody but care-plans asks, however well they know the person', async () => {
  const personId = await registerAsPriya(started, { contact: safe })
  const { priya, farah, leila, referrals, as } = started
  const others = [as.service('notifications'), as.service('web'), as.user('person'), as.operator]
  for (const caller of [priya, farah, leila, referrals, ...others]) {
    await expect(caller.readSafeEmail({ body: { personId } })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  await expect(as.nobody.readSafeEmail({ body: { personId } })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('secure: another tenant’s care-plans finds nobody', async () => {
  const personId = await registerAsPriya(started, { contact: safe })
  const elsewhere = started.as.service('care-plans', 'elsewhere')
  await expect(elsewhere.readSafeEmail({ body: { personId } })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: it is in the audit once it is given, without the address', async () => {
  const personId = await registerAsPriya(started)
  await read(personId).catch(() => undefined)
  await setContact(personId, safe)
  await read(personId)
  await started.deps.reads.flush()
  const audits = commonTables.find((table) => 'mac' in table)
  const rows = audits === undefined ? [] : await started.deps.db.reader.select().from(audits)
  const given = rows.filter((row) => 'action' in row && row.action === 'person.safeEmailRead')
  expect(given).toMatchObject([{ subject: personId, actor: 'service:care-plans', detail: null }])
  expect(JSON.stringify(rows)).not.toContain('home.example')
})
