import { createVerifier } from '@waymark/auth'
import { schemaDifferences } from '@waymark/db'
import { createIssuerKeys } from '@waymark/http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountHolderTable, credentialTable, membershipTable } from './account/tables.ts'
import { reserveAttempt } from './session/reserve-attempt.ts'
import { sessionTable, signInFailureTable, verificationTable } from './session/tables.ts'
import { type StartedIdentity, startIdentity } from './testing.ts'
import { workplaceTable } from './workplace/tables.ts'

let started: StartedIdentity
beforeEach(async () => {
  started = await startIdentity()
})
afterEach(async () => {
  await started.stop()
})

const password = 'lantern-harbour-42'
const priya = {
  email: 'Priya@Surgery.example',
  name: 'Priya',
  password,
  memberships: [{ role: 'linkWorker' as const }],
}
const signInAs = (email: string, word = password, address = '10.0.0.1') =>
  started.web.signIn({ body: { email, password: word, address } })

/** So many calls side by side, and the code of each that was refused. */
async function codesOf(times: number, call: (turn: number) => Promise<unknown>): Promise<string[]> {
  const calls = Array.from({ length: times }, (_, turn) => call(turn))
  const ended = await Promise.allSettled(calls)
  return ended.flatMap((each) => (each.status === 'rejected' ? String(each.reason.code) : []))
}

test('happy: somebody with an account signs in and gets a token for each audience', async () => {
  const account = await started.as.operator.createAccount({ body: priya })
  const { session, account: seen } = await signInAs('priya@surgery.example')
  expect(seen).toEqual({ ...account, email: 'priya@surgery.example' })
  const { tokens } = await started.web.issueTokens({
    body: { session, audiences: ['directory', 'web'] },
  })
  const { now, send } = started.platform
  const verify = createVerifier({ service: 'directory', now, keysOf: createIssuerKeys(send, now) })
  expect(await verify(tokens.directory ?? '')).toEqual({
    kind: 'user',
    tenant: 'demo',
    userId: account.id,
    memberships: [{ role: 'linkWorker' }],
  })
  await expect(verify(tokens.web ?? '')).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('happy: signing out ends the session at once', async () => {
  await started.as.operator.createAccount({ body: priya })
  const { session } = await signInAs(priya.email)
  expect(await started.web.signOut({ body: { session } })).toEqual({ ended: true })
  const asked = started.web.issueTokens({ body: { session, audiences: ['web'] } })
  await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await started.web.signOut({ body: { session } })).toEqual({ ended: false })
})

test('happy: the migrations make exactly the tables the code believes in', async () => {
  const accounts = [accountHolderTable, credentialTable, membershipTable]
  const sessions = [sessionTable, signInFailureTable, verificationTable]
  const tables = [...accounts, ...sessions, workplaceTable]
  expect(await schemaDifferences(started.deps.db.reader, tables)).toEqual([])
})

test('refused: a wrong password and an unknown address answer alike', async () => {
  await started.as.operator.createAccount({ body: priya })
  const wrong = await signInAs(priya.email, 'not-the-password').catch((error) => error.message)
  const unknown = await signInAs('nobody@surgery.example').catch((error) => error.message)
  expect(wrong).toBe('That e-mail address and password do not go together.')
  expect(unknown).toBe(wrong)
})

test.each([
  ['short', 'elevenchars'],
  ['common', 'Password1234!'],
  ['made of few characters', 'ababababababab'],
  ['the person’s own name', 'i-am-priya-here-1'],
  ['endless', 'a1b2c3d4e5'.repeat(13)],
])('refused: a password that is %s', async (_, word) => {
  const made = started.as.operator.createAccount({ body: { ...priya, password: word } })
  await expect(made).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/password' }],
  })
})

test('refused: a second account for one mailbox, in whatever case it is written', async () => {
  await started.as.operator.createAccount({ body: priya })
  const again = started.as.operator.createAccount({
    body: { ...priya, email: 'PRIYA@surgery.EXAMPLE' },
  })
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
})

test('refused: a session that is ten hours old', async () => {
  await started.as.operator.createAccount({ body: priya })
  const { expiresAt, session } = await signInAs(priya.email)
  started.clock.set(expiresAt)
  const asked = started.web.issueTokens({ body: { session, audiences: ['web'] } })
  await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('secure: sixty wrong passwords side by side are ten tries, no more', async () => {
  await started.as.operator.createAccount({ body: priya })
  const codes = await codesOf(60, () => signInAs(priya.email, 'wrong-password'))
  expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10)
  expect(codes.filter((code) => code === 'tooMany')).toHaveLength(50)
  await expect(signInAs(priya.email)).rejects.toMatchObject({ code: 'tooMany' })
  started.clock.advance(15 * 60_000 + 1)
  expect(await signInAs(priya.email)).toMatchObject({ account: { name: 'Priya' } })
})

test('secure: one network address cannot shut somebody else out of their account', async () => {
  await started.as.operator.createAccount({ body: priya })
  await codesOf(20, () => signInAs(priya.email, 'wrong-password', '10.6.6.6'))
  expect(await signInAs(priya.email, password, '10.0.0.1')).toBeDefined()
})

test('secure: a hundred wrong passwords close an account, from anywhere', async () => {
  await started.as.operator.createAccount({ body: priya })
  const from = (turn: number) => ({
    tenant: 'demo',
    email: 'priya@surgery.example',
    address: `10.0.1.${turn % 11}`,
  })
  const codes = await codesOf(110, (turn) => reserveAttempt(started.deps, from(turn)))
  expect(codes).toEqual(Array.from({ length: 10 }, () => 'tooMany'))
  await expect(signInAs(priya.email, password, '10.0.2.1')).rejects.toMatchObject({
    code: 'tooMany',
  })
})

test('happy: a right password is no try that counts', async () => {
  await started.as.operator.createAccount({ body: priya })
  await signInAs(priya.email, 'wrong-password').catch(() => undefined)
  await signInAs(priya.email)
  expect(await started.deps.db.reader.select().from(signInFailureTable)).toHaveLength(3)
})

test('secure: one network address may not try everybody’s door', async () => {
  const codes = await codesOf(60, (turn) =>
    reserveAttempt(started.deps, {
      tenant: 'demo',
      email: `nobody-${turn}@surgery.example`,
      address: '10.0.0.1',
    }),
  )
  expect(codes).toEqual(Array.from({ length: 10 }, () => 'tooMany'))
  await expect(signInAs('another@surgery.example')).rejects.toMatchObject({ code: 'tooMany' })
  await started.as.operator.createAccount({ body: priya })
  expect(await signInAs(priya.email, password, '10.9.9.9')).toBeDefined()
})

test('secure: nobody but web signs people in, and only the operator makes accounts', async () => {
  const body = { email: priya.email, password, address: '10.0.0.1' }
  for (const caller of [started.as.user('administrator'), started.as.service('referrals')]) {
    await expect(caller.signIn({ body })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(caller.createAccount({ body: priya })).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('secure: an account of another place cannot come in; its session is ended', async () => {
  await started.as.operator.createAccount({ body: priya })
  const elsewhere = started.as.service('web', 'elsewhere')
  const tried = elsewhere.signIn({ body: { email: priya.email, password, address: '10.0.0.1' } })
  await expect(tried).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await started.deps.db.reader.select().from(sessionTable)).toEqual([])
})

test('secure: a session of one place buys no token in another', async () => {
  await started.as.operator.createAccount({ body: priya })
  const { session } = await signInAs(priya.email)
  const asked = { body: { session, audiences: ['directory' as const] } }
  await expect(started.as.service('web', 'elsewhere').issueTokens(asked)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  expect(await started.web.issueTokens(asked)).toBeDefined()
})

test('secure: in live use a password alone does not let staff in', async () => {
  await started.as.operator.createAccount({ body: priya })
  const { signIn } = await import('./session/sign-in.ts')
  const actor = { kind: 'service', service: 'web', tenant: 'demo' } as const
  const given = { email: priya.email, password, address: '10.0.0.1' }
  await expect(signIn({ ...started.deps, mode: 'live' }, actor, given)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await started.deps.db.reader.select().from(sessionTable)).toEqual([])
})

test('secure: events and failures carry no name, address or password', async () => {
  await started.as.operator.createAccount({ body: priya })
  await signInAs(priya.email, 'wrong-password').catch(() => undefined)
  const rows = await started.deps.db.reader.select().from(signInFailureTable)
  expect(rows).toHaveLength(3)
  expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/priya|10\.0\.0\.1|wrong/)
})
