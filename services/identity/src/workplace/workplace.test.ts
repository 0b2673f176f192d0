import { createVerifier } from '@waymark/auth'
import type { WorkplaceDetails } from '@waymark/contracts'
import { commonTables, readEvents } from '@waymark/db'
import { createIssuerKeys } from '@waymark/http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountHolderTable } from '../account/tables.ts'
import { type StartedIdentity, startIdentity } from '../testing.ts'
import { workplaceTable } from './tables.ts'

let started: StartedIdentity
beforeEach(async () => {
  started = await startIdentity()
})
afterEach(async () => {
  await started.stop()
})

const surgery = { name: 'Vale Surgery', phone: '01632 960 191', odsCode: null }
const password = 'lantern-harbour-42'
const anAccount = (workplaceId?: string) => ({
  email: 'priya@surgery.example',
  name: 'Priya Nair',
  password,
  memberships: [
    { role: 'unpaidCarer' as const },
    { role: 'linkWorker' as const, ...(workplaceId === undefined ? {} : { workplaceId }) },
  ],
})
const create = (given: Partial<WorkplaceDetails> = {}) =>
  started.as.operator.createWorkplace({ body: { ...surgery, ...given } })

test('happy: referrals hears who sends one, from where, and a number to ring', async () => {
  const workplace = await create()
  const { id, memberships } = await started.as.operator.createAccount({
    body: anAccount(workplace.id),
  })
  expect(memberships).toEqual(anAccount(workplace.id).memberships)
  expect(await started.referrals.readReferrer({ params: { id } })).toEqual({
    userId: id,
    name: 'Priya Nair',
    workplace: { ...surgery, id: workplace.id },
  })
})

test('happy: of several workplaces the first is told', async () => {
  const [first, second] = [await create(), await create({ name: 'Vale Volunteers' })]
  const memberships = [
    { role: 'practitioner' as const, workplaceId: first.id },
    { role: 'linkWorker' as const, workplaceId: second.id },
  ]
  const body = { ...anAccount(), memberships }
  const { id } = await started.as.operator.createAccount({ body })
  expect(await started.referrals.readReferrer({ params: { id } })).toMatchObject({
    workplace: { id: first.id },
  })
})

test('happy: somebody without a workplace is told by name alone', async () => {
  const { id } = await started.as.operator.createAccount({ body: anAccount() })
  expect(await started.referrals.readReferrer({ params: { id } })).toEqual({
    userId: id,
    name: 'Priya Nair',
    workplace: null,
  })
})

test('happy: a token says where somebody works', async () => {
  const { id: workplaceId } = await create()
  await started.as.operator.createAccount({ body: anAccount(workplaceId) })
  const { session } = await started.web.signIn({
    body: { email: 'priya@surgery.example', password, address: '10.0.0.1' },
  })
  const { tokens } = await started.web.issueTokens({ body: { session, audiences: ['people'] } })
  const { now, send } = started.platform
  const verify = createVerifier({ service: 'people', now, keysOf: createIssuerKeys(send, now) })
  expect(await verify(tokens.people ?? '')).toMatchObject({
    memberships: anAccount(workplaceId).memberships,
  })
})

test('happy: pressed twice with one key, it is one workplace, told once by its id', async () => {
  const given = { body: surgery, idempotencyKey: 'press-me-twice' }
  const one = await started.as.operator.createWorkplace(given)
  expect(await started.as.operator.createWorkplace(given)).toEqual(one)
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 100 })
  expect(events).toMatchObject([
    { type: 'workplace.created', subject: one.id, payload: { workplaceId: one.id } },
  ])
})

test('happy: workplaces without a code are as many as there are', async () => {
  await create()
  await create()
  expect(await started.deps.db.reader.select().from(workplaceTable)).toHaveLength(2)
})

test('refused: an NHS body twice in one place; another place has its own', async () => {
  await create({ odsCode: 'A81001' })
  await expect(create({ odsCode: 'A81001' })).rejects.toMatchObject({ code: 'conflict' })
  await started.deps.db.write((tx) =>
    tx
      .insert(workplaceTable)
      .values({ ...surgery, id: crypto.randomUUID(), tenant: 'elsewhere', odsCode: 'A81001' }),
  )
  expect(await started.deps.db.reader.select().from(workplaceTable)).toHaveLength(2)
})

test.each([
  ['no name', { name: ' ' }, '/name'],
  ['words for a number', { phone: 'Ask at the desk' }, '/phone'],
  ['a code in lower case', { odsCode: 'a81001' }, '/odsCode'],
])('refused: a workplace with %s', async (_, given, pointer) => {
  await expect(create(given)).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] })
  expect(await started.deps.db.reader.select().from(workplaceTable)).toEqual([])
})

test('refused: an account that works where there is no workplace, by its pointer', async () => {
  const body = anAccount(crypto.randomUUID())
  await expect(started.as.operator.createAccount({ body })).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/memberships/1/workplaceId' }],
  })
  expect(await started.deps.db.reader.select().from(accountHolderTable)).toEqual([])
})

test('refused: who has no account sends nothing', async () => {
  const params = { id: crypto.randomUUID() }
  await expect(started.referrals.readReferrer({ params })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: a workplace of another tenant is no workplace here', async () => {
  const id = crypto.randomUUID()
  await started.deps.db.write((tx) =>
    tx.insert(workplaceTable).values({ ...surgery, id, tenant: 'elsewhere' }),
  )
  const made = started.as.operator.createAccount({ body: anAccount(id) })
  await expect(made).rejects.toMatchObject({ code: 'invalid' })
})

test('secure: an account of another tenant does not exist', async () => {
  const { id } = await started.as.operator.createAccount({ body: anAccount() })
  const elsewhere = started.as.service('referrals', 'elsewhere')
  await expect(elsewhere.readReferrer({ params: { id } })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: the operator alone adds workplaces; referrals alone reads who refers', async () => {
  const { id } = await started.as.operator.createAccount({ body: anAccount() })
  const { as, web, referrals } = started
  for (const caller of [as.user('administrator'), as.user('linkWorker'), web, referrals]) {
    await expect(caller.createWorkplace({ body: surgery })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  for (const caller of [as.user('administrator'), as.user('linkWorker'), web, as.operator]) {
    await expect(caller.readReferrer({ params: { id } })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
})

test('secure: no event or audit row carries a name or a number', async () => {
  const { id } = await create()
  await started.as.operator.createAccount({ body: anAccount(id) })
  let rows = 0
  for (const table of commonTables) {
    const kept = await started.deps.db.reader.select().from(table)
    rows += kept.length
    expect(JSON.stringify(kept)).not.toMatch(/Vale|960 191|Priya/i)
  }
  expect(rows).toBeGreaterThanOrEqual(4)
})
