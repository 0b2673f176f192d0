import { readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerAsPriya, type StartedPeople, startPeople, testUser } from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

async function given(userId = started.ids.kofi) {
  const id = await registerAsPriya(started)
  const body = { userId, role: 'healthCoach' } as const
  return { id, body, relationship: await started.farah.startRelationship({ params: { id }, body }) }
}

test('happy: a team lead gives somebody a person, and they read the record', async () => {
  const { id, relationship } = await given()
  expect(await started.kofi.readPerson({ params: { id } })).toMatchObject({ id })
  const { contents } = await started.farah.listRelationships({ params: { id } })
  expect(contents).toContainEqual(relationship)
})

test('happy: ended, the record is gone for them; that they worked together is kept', async () => {
  const { id, relationship } = await given()
  started.clock.advance(60_000)
  const ended = await started.kofi.endRelationship({ params: { id: relationship.id } })
  expect(ended.until).toBe('2026-11-22T09:01:00.000Z')
  await expect(started.kofi.readPerson({ params: { id } })).rejects.toMatchObject({
    code: 'notFound',
  })
  const { contents } = await started.priya.listRelationships({ params: { id } })
  expect(contents).toContainEqual(ended)
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 100 })
  expect(events.at(-1)).toMatchObject({
    type: 'relationship.ended',
    subject: id,
    payload: { relationshipId: relationship.id, personId: id, userId: started.ids.kofi },
  })
})

test('happy: they can work together again later, which is another relationship', async () => {
  const { id, body, relationship } = await given()
  await started.farah.endRelationship({ params: { id: relationship.id } })
  const again = await started.farah.startRelationship({ params: { id }, body })
  expect(again.id).not.toBe(relationship.id)
})

test('happy: a team lead sees whom somebody works with, as ids', async () => {
  const { relationship } = await given()
  const { contents } = await started.farah.listWorkload({ query: { userId: started.ids.kofi } })
  expect(contents).toEqual([relationship])
})

test('refused: to begin what runs already, or to end what has ended', async () => {
  const { id, body, relationship } = await given()
  const params = { id: relationship.id }
  const again = started.farah.startRelationship({ params: { id }, body })
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
  await started.farah.endRelationship({ params })
  await expect(started.farah.endRelationship({ params })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('refused: a role that works with nobody', async () => {
  const id = await registerAsPriya(started)
  const body = { userId: testUser(9), role: 'practitioner' as 'linkWorker' }
  await expect(started.farah.startRelationship({ params: { id }, body })).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/role' }],
  })
})

test('secure: a team lead says who works with whom and reads no record', async () => {
  const { id } = await given()
  await expect(started.farah.readPerson({ params: { id } })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const seen = JSON.stringify(await started.farah.listRelationships({ params: { id } }))
  expect(seen).not.toContain('Okafor')
})

test('secure: nobody gives themself a person, and nobody ends a colleague’s work', async () => {
  const { id, relationship } = await given()
  const body = { userId: started.ids.elin, role: 'careCoordinator' } as const
  const taken = started.elin.startRelationship({ params: { id }, body })
  await expect(taken).rejects.toMatchObject({ code: 'forbidden' })
  const params = { id: relationship.id }
  await expect(started.priya.endRelationship({ params })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(started.elin.endRelationship({ params })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: another tenant’s team lead finds neither person nor relationship', async () => {
  const { id, body, relationship } = await given()
  const elsewhere = started.as.user('teamLead', { tenant: 'elsewhere' })
  const tries = [
    elsewhere.startRelationship({ params: { id }, body }),
    elsewhere.listRelationships({ params: { id } }),
    elsewhere.endRelationship({ params: { id: relationship.id } }),
  ]
  for (const tried of await Promise.allSettled(tries)) {
    expect(tried).toMatchObject({ status: 'rejected', reason: { code: 'notFound' } })
  }
  const { contents } = await elsewhere.listWorkload({ query: { userId: started.ids.kofi } })
  expect(contents).toEqual([])
})

test('secure: given to somebody without a role in the team, the record stays closed', async () => {
  const { id } = await given(testUser(8))
  const jean = started.user('organisationManager', testUser(8))
  await expect(jean.readPerson({ params: { id } })).rejects.toMatchObject({ code: 'forbidden' })
})
