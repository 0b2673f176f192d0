import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerAsPriya, type StartedPeople, startPeople, testUser } from '../testing.ts'

let started: StartedPeople
beforeEach(async () => {
  started = await startPeople()
})
afterEach(async () => {
  await started.stop()
})

const accountId = testUser(60)

test('happy: a person sees who read their record, the newest first, and not themself', async () => {
  const id = await registerAsPriya(started)
  await started.priya.linkAccount({ params: { id }, body: { accountId } })
  const margaret = started.user('person', accountId)
  await started.priya.readPerson({ params: { id } })
  started.clock.advance(60_000)
  await started.priya.listRelationships({ params: { id } })
  await margaret.readPerson({ params: { id } })
  const { contents } = await margaret.listOwnLooks()
  expect(contents).toMatchObject([
    { userId: started.ids.priya, action: 'relationship.read', organisationName: null },
    { userId: started.ids.priya, action: 'person.read' },
  ])
})

test('refused: an account that is nobody’s has nothing to see', async () => {
  await registerAsPriya(started)
  expect(await started.user('person', accountId).listOwnLooks()).toEqual({ contents: [] })
})

test('secure: a worker does not see who else looked', async () => {
  await expect(started.priya.listOwnLooks()).rejects.toMatchObject({ code: 'forbidden' })
})
