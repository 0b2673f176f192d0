import { directoryEvents } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { aListing, aLocation, anOrganisation, aSession } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'

let started: StartedDirectory
beforeAll(async () => {
  started = await startDirectory()
})
afterAll(async () => {
  await started.stop()
})

async function aDraft() {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  return started.editor.createListing({ body: aListing(organisation.id) })
}

async function eventTypesOf(subject: string): Promise<string[]> {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 500 })
  return events.filter((event) => event.subject === subject).map((event) => event.type)
}

test('happy: a draft is given times and a place, published, checked and found', async () => {
  const draft = await aDraft()
  const place = await started.editor.createLocation({ body: aLocation() })
  const timed = await started.editor.setSessions({
    params: { id: draft.id },
    body: { sessions: [aSession(place.id)] },
    ifMatch: draft.version,
  })
  expect(timed.locations.map((location) => location.id)).toEqual([place.id])
  await started.editor.publishListing({ params: { id: draft.id } })
  const assured = await started.editor.assureListing({ params: { id: draft.id } })
  expect(assured).toMatchObject({ assuredDate: '2026-11-22', assuredBy: 'directoryTeam' })
  const page = await started.as.nobody.readListing({ params: { id: draft.id } })
  expect(page.occurrences.map((next) => next.day)).toEqual([
    '2026-11-24',
    '2026-12-01',
    '2026-12-08',
    '2026-12-15',
  ])
  const types = ['created', 'edited', 'published', 'assured'].map((what) => `listing.${what}`)
  expect(await eventTypesOf(draft.id)).toEqual(types)
})

test('happy: an edit changes the words and not the assurance', async () => {
  const draft = await aDraft()
  await started.editor.publishListing({ params: { id: draft.id } })
  const assured = await started.editor.assureListing({ params: { id: draft.id } })
  started.clock.advance(86_400_000)
  const edited = await started.editor.editListing({
    params: { id: draft.id },
    body: aListing(draft.organisationId, { name: 'Tuesday supper' }),
    ifMatch: assured.version,
  })
  expect(edited).toMatchObject({ name: 'Tuesday supper', assuredDate: assured.assuredDate })
  expect(edited.lastModified > assured.lastModified).toBe(true)
})

test('happy: a session keeps its id when its times change', async () => {
  const draft = await aDraft()
  const body = { sessions: [aSession(null)] }
  const first = await started.editor.setSessions({ params: { id: draft.id }, body, ifMatch: 1 })
  const [kept] = first.sessions
  const later = await started.editor.setSessions({
    params: { id: draft.id },
    body: {
      sessions: [{ ...aSession(null, { startsAt: '13:00' }), ...(kept && { id: kept.id }) }],
    },
    ifMatch: 2,
  })
  expect(later.sessions).toMatchObject([{ id: kept?.id, startsAt: '13:00' }])
})

test('happy: a create that is sent twice with one key makes one listing', async () => {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const body = aListing(organisation.id)
  const send = () => started.editor.createListing({ body, idempotencyKey: 'press-me-twice' })
  const created = async () => {
    const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 500 })
    return events.filter(({ type }) => type === 'listing.created').length
  }
  const createdBefore = await created()
  // Whichever comes second is told to wait, or given what the first made.
  await Promise.allSettled([send(), send()])
  const { id } = await send()
  expect((await send()).id).toBe(id)
  expect(await created()).toBe(createdBefore + 1)
})

test('refused: the same key with other words is not the same request', async () => {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const key = { idempotencyKey: 'same-key-other-body' }
  await started.editor.createListing({ body: aListing(organisation.id), ...key })
  const other = aListing(organisation.id, { name: 'Another' })
  await expect(started.editor.createListing({ body: other, ...key })).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('refused: an edit of a version somebody else has changed', async () => {
  const draft = await aDraft()
  const edit = (name: string) =>
    started.editor.editListing({
      params: { id: draft.id },
      body: aListing(draft.organisationId, { name }),
      ifMatch: draft.version,
    })
  await edit('First')
  await expect(edit('Second')).rejects.toMatchObject({ code: 'stale' })
})

test('refused: an edit that does not say which version it read', async () => {
  const draft = await aDraft()
  const edit = started.editor.editListing({
    params: { id: draft.id },
    body: aListing(draft.organisationId),
  })
  await expect(edit).rejects.toMatchObject({ code: 'preconditionRequired' })
})

test('refused: every move a state does not allow, with what it allows instead', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  await expect(started.editor.withdrawListing({ params })).rejects.toMatchObject({
    code: 'conflict',
    allowed: ['publish'],
  })
  await started.editor.publishListing({ params })
  await expect(started.editor.publishListing({ params })).rejects.toMatchObject({
    allowed: ['withdraw'],
  })
})

test('refused: a field nobody knows, by its pointer and without its value', async () => {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const body = { ...aListing(organisation.id), phone: 'ring me maybe', tenant: 'other' }
  const refusal = started.editor.createListing({ body })
  await expect(refusal).rejects.toMatchObject({ code: 'invalid' })
  const problems = await refusal.catch((error) => error.problems)
  expect(problems).toContainEqual({
    pointer: '/phone',
    detail: 'Use a phone number like 01632 960 123.',
  })
  expect(JSON.stringify(problems)).not.toContain('maybe')
})

test('refused: the oldest age below the youngest', async () => {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const body = aListing(organisation.id, { minimumAge: 60, maximumAge: 50 })
  await expect(started.editor.createListing({ body })).rejects.toMatchObject({ code: 'invalid' })
})

test('refused: a session at a place nobody has added', async () => {
  const draft = await aDraft()
  const body = { sessions: [aSession('01900000-0000-7000-8000-000000000009')] }
  const set = started.editor.setSessions({ params: { id: draft.id }, body, ifMatch: 1 })
  await expect(set).rejects.toMatchObject({ code: 'invalid' })
})

test('secure: a draft does not exist for the public, nor for another group', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  const otherGroup = started.as.user('organisationManager', { organisationId: crypto.randomUUID() })
  for (const caller of [started.as.nobody, otherGroup, started.as.user('linkWorker')]) {
    await expect(caller.readListing({ params })).rejects.toMatchObject({ code: 'notFound' })
  }
})

test('secure: a group keeps its own listings and nobody else’s', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  const own = started.as.user('organisationLeader', { organisationId: draft.organisationId })
  await own.publishListing({ params })
  expect(await own.assureListing({ params })).toMatchObject({ assuredBy: 'group' })
  const other = started.as.user('organisationLeader', { organisationId: crypto.randomUUID() })
  await expect(other.withdrawListing({ params })).rejects.toMatchObject({ code: 'forbidden' })
  const body = aListing(draft.organisationId)
  await expect(other.createListing({ body })).rejects.toMatchObject({ code: 'forbidden' })
})

test('secure: another tenant finds nothing of ours', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  await started.editor.publishListing({ params })
  const elsewhere = started.as.user('directoryEditor', { tenant: 'elsewhere' })
  await expect(elsewhere.readListing({ params })).rejects.toMatchObject({ code: 'notFound' })
  await expect(elsewhere.withdrawListing({ params })).rejects.toMatchObject({ code: 'notFound' })
  const borrowed = elsewhere.createListing({ body: aListing(draft.organisationId) })
  await expect(borrowed).rejects.toMatchObject({ code: 'notFound' })
})

test('secure: a withdrawn listing is gone for the public and there for its keepers', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  await started.editor.publishListing({ params })
  await started.editor.withdrawListing({ params })
  await expect(started.as.nobody.readListing({ params })).rejects.toMatchObject({ code: 'gone' })
  const page = await started.editor.readListing({ params })
  expect(page.listing.state).toBe('withdrawn')
  expect(await eventTypesOf(draft.id)).toContain(directoryEvents.listingWithdrawn.type)
})

test('secure: a hidden address is shown to its keepers alone', async () => {
  const draft = await aDraft()
  const params = { id: draft.id }
  const body = aLocation({ hideAddress: true, address1: '7 Secret Street' })
  const place = await started.editor.createLocation({ body })
  const sessions = [aSession(place.id)]
  await started.editor.setSessions({ params, body: { sessions }, ifMatch: 1 })
  await started.editor.publishListing({ params })
  const shown = JSON.stringify(await started.as.nobody.readListing({ params }))
  expect(shown).not.toContain('Secret')
  expect(shown).not.toContain('PE23 4AC')
  expect(JSON.stringify(await started.editor.readListing({ params }))).toContain('7 Secret Street')
})

test('secure: no other group reads a refuge by adding it to a listing of its own', async () => {
  const refuge = await aDraft()
  const body = aLocation({ hideAddress: true, address1: '7 Secret Street' })
  const place = await started.editor.createLocation({ body })
  const sessions = [aSession(place.id)]
  await started.editor.setSessions({
    params: { id: refuge.id },
    body: { sessions },
    ifMatch: 1,
  })
  const own = await aDraft()
  const manager = started.as.user('organisationManager', { organisationId: own.organisationId })
  const taken = manager.setSessions({
    params: { id: own.id },
    body: { sessions: [], locationIds: [place.id] },
    ifMatch: 1,
  })
  await expect(taken).rejects.toMatchObject({ code: 'invalid' })
})
