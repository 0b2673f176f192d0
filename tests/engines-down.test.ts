import { directoryApi } from '@waymark/contracts'
import { unavailable } from '@waymark/core'
import { callersOf } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Started, startWaymark } from './support/start-waymark.ts'

let started: Started
beforeEach(async () => {
  started = await startWaymark()
})
afterEach(async () => {
  await started.stop()
})

const page = (path: string, init: RequestInit = {}) => fetch(`${started.address}${path}`, init)

test('refused: with the search engine away, searching says so; listings still open', async () => {
  const { nobody } = callersOf(started.platform, directoryApi)
  const { contents } = await nobody.find({ query: { q: 'lunch' } })
  const { index } = started.directory.deps
  index.search = async () => {
    throw unavailable('We cannot search just now. Try again in a minute.')
  }
  const search = await page('/find?q=lunch')
  expect(search.status).toBe(503)
  expect(await search.text()).toContain('We cannot search just now')
  expect((await page(`/listings/${contents[0]?.id}`)).status).toBe(200)
  expect((await page('/sign-in')).status).toBe(200)
})

test('refused: with identity away, nobody signs in and everybody still searches', async () => {
  started.platform.local.delete('identity')
  const headers = { cookie: 'waymark=a-session-of-somebody-signed-in', origin: started.address }
  const search = await page('/find?q=lunch', { headers })
  expect(search.status).toBe(200)
  expect(await search.text()).toContain('Sign in')
  const body = new URLSearchParams({
    email: 'priya@vale-surgery.example',
    password: 'any-password-at-all',
  })
  const signIn = await page('/sign-in', {
    method: 'POST',
    body,
    headers: { origin: started.address, 'sec-fetch-site': 'same-origin' },
  })
  expect(signIn.status).toBe(503)
})

test('refused: with the directory away, its pages say so and signing in still works', async () => {
  started.platform.local.delete('directory')
  expect((await page('/find')).status).toBe(503)
  expect((await page('/sign-in')).status).toBe(200)
})
