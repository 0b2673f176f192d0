import { termsVersion } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { aListing, anOrganisation } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'

const minuteMs = 60_000

let started: StartedDirectory
beforeAll(async () => {
  started = await startDirectory()
})
afterAll(async () => {
  await started.stop()
})

const contact = { name: 'Jean Carter', phone: '01632 960 177', email: null }

async function aGroup() {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const own = started.as.user('organisationManager', { organisationId: organisation.id })
  return { organisation, params: { id: organisation.id }, own }
}

async function newestProof(organisationId: string): Promise<string> {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  const asked = events.findLast(
    (event) => event.type === 'organisation.codeAsked' && event.subject === organisationId,
  )
  return String(asked?.payload?.proofId)
}

async function sentCode(organisationId: string): Promise<string> {
  const id = await newestProof(organisationId)
  const notice = await started.as.service('notifications').readMailboxCodeNotice({ params: { id } })
  return notice.code
}

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

async function aReadyGroup() {
  const group = await aGroup()
  const { own, params } = group
  await own.askMailboxCode({ params })
  await own.proveMailbox({ params, body: { code: await sentCode(params.id) } })
  const { version } = await own.acceptTerms({ params, body: { version: termsVersion } })
  const readiness = await own.nameSafeguardingContact({ params, body: contact, ifMatch: version })
  return { ...group, readiness }
}

const metOf = ({ tasks }: { tasks: { task: string; met: boolean }[] }) =>
  tasks.filter(({ met }) => met).map(({ task }) => task)
const publicOf = (id: string) => started.as.nobody.readOrganisation({ params: { id } })

test('happy: three things done, and an organisation is ready and says so', async () => {
  const { own, params } = await aGroup()
  const before = await own.readReadiness({ params })
  expect(metOf(before)).toEqual([])
  expect(before.tasks.every(({ says }) => says.length > 10)).toBe(true)
  const asked = await own.askMailboxCode({ params })
  expect(asked.code).toEqual({ expiresAt: '2026-11-22T09:30:00.000Z', triesLeft: 5 })
  const code = await sentCode(params.id)
  const proved = await own.proveMailbox({
    params,
    body: { code: `${code.slice(0, 3)} ${code.slice(3)}` },
  })
  expect(metOf(proved)).toEqual(['mailbox'])
  const accepted = await own.acceptTerms({ params, body: { version: termsVersion } })
  expect(accepted.terms).toEqual({ version: termsVersion, acceptedAt: '2026-11-22T09:00:00.000Z' })
  expect((await publicOf(params.id)).readyForReferrals).toBe(false)
  const named = await own.nameSafeguardingContact({
    params,
    body: contact,
    ifMatch: accepted.version,
  })
  expect(named).toMatchObject({ readyForReferrals: true, safeguardingContact: contact })
  expect((await publicOf(params.id)).readyForReferrals).toBe(true)
})

test('happy: a search finds who takes referrals, and no longer once they do not', async () => {
  const { own, params } = await aReadyGroup()
  const listing = await own.createListing({ body: aListing(params.id, { name: 'Marquetry' }) })
  await own.publishListing({ params: { id: listing.id } })
  const found = async () => {
    await started.projector.catchUp()
    const query = { q: 'marquetry', takesReferrals: true }
    const { contents, facets } = await started.as.nobody.find({ query })
    return [contents.map(({ name }) => name), facets.takesReferrals]
  }
  expect(await found()).toEqual([['Marquetry'], 1])
  const moved = anOrganisation({ email: 'elsewhere@harbour-lights.example' })
  const { version } = await publicOf(params.id)
  await own.editOrganisation({ params, body: moved, ifMatch: version })
  expect(await found()).toEqual([[], 0])
})

test('happy: a changed e-mail address un-proves the mailbox, and readiness ends', async () => {
  const { own, params } = await aReadyGroup()
  const { version } = await publicOf(params.id)
  const body = anOrganisation({ email: 'another@harbour-lights.example' })
  const edited = await own.editOrganisation({ params, body, ifMatch: version })
  expect(edited.readyForReferrals).toBe(false)
  const readiness = await own.readReadiness({ params })
  expect(metOf(readiness)).toEqual(['terms', 'safeguardingContact'])
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  const turned = events.filter(
    ({ type, subject }) => type === 'organisation.readinessChanged' && subject === params.id,
  )
  expect(turned).toHaveLength(2)
  expect(turned.at(-1)?.payload).toEqual({ organisationId: params.id, revision: edited.version })
})

test('refused: five wrong codes end the code, the right one too', async () => {
  const { own, params } = await aGroup()
  await own.askMailboxCode({ params })
  const code = await sentCode(params.id)
  const wrong = () => own.proveMailbox({ params, body: { code: otherThan(code) } })
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(wrong()).rejects.toMatchObject({ code: 'invalid' })
  }
  const late = own.proveMailbox({ params, body: { code } })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect((await own.readReadiness({ params })).code).toBeNull()
})

test('refused: many guesses at once are counted one by one', async () => {
  const { own, params } = await aGroup()
  await own.askMailboxCode({ params })
  const wrong = otherThan(await sentCode(params.id))
  const guesses = Array.from({ length: 20 }, () =>
    own.proveMailbox({ params, body: { code: wrong } }),
  )
  const outcomes = await Promise.allSettled(guesses)
  const counted = outcomes.filter(
    (each) => each.status === 'rejected' && each.reason.code === 'invalid',
  )
  expect(counted).toHaveLength(5)
})

test('refused: a code after half an hour, and an earlier code after a newer one', async () => {
  const { own, params } = await aGroup()
  await own.askMailboxCode({ params })
  const first = await sentCode(params.id)
  const firstProof = await newestProof(params.id)
  started.clock.advance(30 * minuteMs)
  await expect(own.proveMailbox({ params, body: { code: first } })).rejects.toMatchObject({
    code: 'conflict',
  })
  await own.askMailboxCode({ params })
  const second = await sentCode(params.id)
  const notifications = started.as.service('notifications')
  const stale = notifications.readMailboxCodeNotice({ params: { id: firstProof } })
  await expect(stale).rejects.toMatchObject({ code: 'gone' })
  if (first !== second) {
    await expect(own.proveMailbox({ params, body: { code: first } })).rejects.toMatchObject({
      code: 'invalid',
    })
  }
  expect(metOf(await own.proveMailbox({ params, body: { code: second } }))).toEqual(['mailbox'])
})

test('refused: a seventh code within a day', async () => {
  const { own, params } = await aGroup()
  for (let sent = 0; sent < 6; sent += 1) await own.askMailboxCode({ params })
  await expect(own.askMailboxCode({ params })).rejects.toMatchObject({ code: 'tooMany' })
})

test('refused: a code of no six digits, terms not in force, a contact out of reach', async () => {
  const { own, params } = await aGroup()
  await own.askMailboxCode({ params })
  const proved = own.proveMailbox({ params, body: { code: 'abc123' } })
  await expect(proved).rejects.toMatchObject({ code: 'invalid' })
  const accepted = own.acceptTerms({ params, body: { version: '2019-01' } })
  await expect(accepted).rejects.toMatchObject({ code: 'conflict' })
  const body = { name: 'Jean', phone: null, email: null }
  const named = own.nameSafeguardingContact({ params, body, ifMatch: 1 })
  await expect(named).rejects.toMatchObject({ code: 'invalid' })
})

test('refused: a contact named over one that somebody changed meanwhile', async () => {
  const { own, params } = await aGroup()
  await own.nameSafeguardingContact({ params, body: contact, ifMatch: 1 })
  const body = { ...contact, name: 'Somebody else' }
  const late = own.nameSafeguardingContact({ params, body, ifMatch: 1 })
  await expect(late).rejects.toMatchObject({ code: 'stale' })
})

test('secure: the safeguarding contact is for staff and the group, never the public', async () => {
  const { params } = await aReadyGroup()
  expect(JSON.stringify(await publicOf(params.id))).not.toContain('Jean')
  const asked = started.as.nobody.readReadiness({ params })
  await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
  const other = started.as.user('organisationManager', { organisationId: crypto.randomUUID() })
  await expect(other.readReadiness({ params })).rejects.toMatchObject({ code: 'forbidden' })
  const staff = await started.as.user('linkWorker').readReadiness({ params })
  expect(staff.safeguardingContact?.name).toBe('Jean Carter')
})

test('secure: nobody does it for another group; the directory team accepts no terms', async () => {
  const { params } = await aGroup()
  const other = started.as.user('organisationManager', { organisationId: crypto.randomUUID() })
  const writes = [
    () => other.askMailboxCode({ params }),
    () => other.proveMailbox({ params, body: { code: '123456' } }),
    () => other.acceptTerms({ params, body: { version: termsVersion } }),
    () => other.nameSafeguardingContact({ params, body: contact, ifMatch: 1 }),
    () => started.editor.acceptTerms({ params, body: { version: termsVersion } }),
  ]
  for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'forbidden' })
})

test('secure: in another tenant there is no such organisation and no such notice', async () => {
  const { own, params } = await aGroup()
  await own.askMailboxCode({ params })
  const elsewhere = started.as.user('directoryEditor', { tenant: 'elsewhere' })
  await expect(elsewhere.askMailboxCode({ params })).rejects.toMatchObject({ code: 'notFound' })
  const notice = started.as
    .service('notifications', 'elsewhere')
    .readMailboxCodeNotice({ params: { id: await newestProof(params.id) } })
  await expect(notice).rejects.toMatchObject({ code: 'notFound' })
})
