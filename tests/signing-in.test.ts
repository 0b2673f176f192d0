import { demoPassword } from '@waymark/all-in-one'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookInto } from './support/outside.ts'
import { type Started, startWaymark } from './support/start-waymark.ts'

let started: Started
beforeEach(async () => {
  started = await startWaymark()
})
afterEach(async () => {
  await started.stop()
})

const email = 'priya@vale-surgery.example'

/** Sends a form of ours; the cookie is what the browser holds. */
function send(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  return fetch(`${started.address}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: started.address, 'sec-fetch-site': 'same-origin', cookie },
    redirect: 'manual',
  })
}

/** What the browser keeps of a `Set-Cookie`: the name and the value. */
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

const signIn = async (cookie = '') =>
  cookieOf(await send('/sign-in', { email, password: demoPassword }, cookie))

async function isGreeted(cookie: string): Promise<boolean> {
  const page = await fetch(`${started.address}/find`, { headers: { cookie } })
  return (await page.text()).includes('Priya')
}

async function sessions(): Promise<number> {
  const outside = lookInto(started.platform.dataDir, 'identity')
  const found = await outside.count('select count(*) from sign_in_session')
  outside.close()
  return found
}

test('happy: signing in while signed in begins a new session and ends the old one', async () => {
  const first = await signIn()
  expect(await isGreeted(first)).toBe(true)
  const second = await signIn(first)
  expect(await isGreeted(second)).toBe(true)
  expect(await isGreeted(first)).toBe(false)
  expect(await sessions()).toBe(1)
})

test('refused: a wrong password leaves the session there is as it is', async () => {
  const cookie = await signIn()
  expect((await send('/sign-in', { email, password: 'not-the-password' }, cookie)).status).toBe(401)
  expect(await isGreeted(cookie)).toBe(true)
})

test.each(['waymark=short', `waymark=${'x'.repeat(300)}`, 'waymark=%ff%00', 'waymark='])(
  'refused: signing out with the broken cookie %s simply signs out',
  async (cookie) => {
    const answer = await send('/sign-out', {}, cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/find'])
  },
)

test.each([
  ['password', { email, password: 'x'.repeat(201) }, 'Enter 200 characters or fewer'],
  ['email', { email: `${'x'.repeat(255)}@a.example`, password: 'x' }, 'Enter 254 characters'],
])('refused: what is too long is said beside the %s, and the e-mail kept', async (...given) => {
  const [field, fields, sentence] = given
  const answer = await send('/sign-in', fields)
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain(`href="#${field}"`)
  expect(page).toContain(`id="${field}-error"`)
  expect(page).toContain(sentence)
  expect(page).toContain(`value="${fields.email}"`)
})

test('secure: signing out ends the session for every copy of its cookie', async () => {
  const cookie = await signIn()
  expect(await isGreeted(cookie)).toBe(true)
  await send('/sign-out', {}, cookie)
  expect(await isGreeted(cookie)).toBe(false)
  expect(await sessions()).toBe(0)
})
