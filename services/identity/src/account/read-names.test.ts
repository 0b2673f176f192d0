import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedIdentity, startIdentity } from '../testing.ts'
import { accountHolderTable } from './tables.ts'

let started: StartedIdentity
beforeEach(async () => {
  started = await startIdentity()
})
afterEach(async () => {
  await started.stop()
})

const anAccount = {
  email: 'priya@surgery.example',
  name: 'Priya Nair',
  password: 'lantern-harbour-42',
  memberships: [{ role: 'linkWorker' as const }, { role: 'teamLead' as const }],
}

test('happy: a page hears who looked, by name and roles; unknown ones are left out', async () => {
  const { id } = await started.as.operator.createAccount({ body: anAccount })
  const ids = [crypto.randomUUID(), id]
  expect(await started.web.readNames({ body: { ids } })).toEqual({
    contents: [{ id, name: 'Priya Nair', roles: ['linkWorker', 'teamLead'] }],
  })
})

test('refused: nobody asked about', async () => {
  await expect(started.web.readNames({ body: { ids: [] } })).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('secure: another tenant’s account has no name here, and no other service asks', async () => {
  const id = crypto.randomUUID()
  const at = new Date()
  const holder = { name: 'Ida', email: 'ida@elsewhere.example', emailVerified: true }
  await started.deps.db.write((tx) =>
    tx
      .insert(accountHolderTable)
      .values({ ...holder, id, tenant: 'elsewhere', createdAt: at, updatedAt: at }),
  )
  expect(await started.web.readNames({ body: { ids: [id] } })).toEqual({ contents: [] })
  await expect(started.referrals.readNames({ body: { ids: [id] } })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
