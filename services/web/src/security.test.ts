import { AppError } from '@waymark/core'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { ownFormsOnly } from './security.ts'

const ours = 'https://waymark.example.org'

/** What comes of a form sent with these headers to a live site. */
async function sent(headers: Readonly<Record<string, string>>, method = 'POST'): Promise<number> {
  const app = new Hono()
  app.use(ownFormsOnly({ publicUrl: new URL(ours), mode: 'live' }))
  app.all('/', (context) => context.text('Done.'))
  app.onError((error, context) => context.text('No.', error instanceof AppError ? 403 : 500))
  return (await app.request('http://inside.example/', { method, headers })).status
}

test.each([
  ['a form of ours', { origin: ours, 'sec-fetch-site': 'same-origin' }],
  ['a form of ours in a browser that says nothing of sites', { origin: ours }],
  ['an address typed in', { 'sec-fetch-site': 'none' }],
])('happy: %s is taken', async (_, headers) => {
  expect(await sent(headers)).toBe(200)
})

// Each is wrong in one of the two alone, or in both: either is enough to refuse it.
test.each([
  ['another site, in a browser that says nothing of sites', { origin: 'https://evil.example' }],
  ['another site that the browser takes for ours', { origin: 'null', 'sec-fetch-site': 'none' }],
  ['another site, with our own origin', { origin: ours, 'sec-fetch-site': 'cross-site' }],
  ['a neighbour of ours', { origin: ours, 'sec-fetch-site': 'same-site' }],
  ['another site that says no origin', { 'sec-fetch-site': 'cross-site' }],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['who says nothing at all', {}],
])('secure: a form of %s is refused', async (_, headers) => {
  expect(await sent(headers)).toBe(403)
  expect(await sent(headers, 'DELETE')).toBe(403)
  expect(await sent(headers, 'GET')).toBe(200)
})
