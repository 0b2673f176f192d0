import { expect, test } from 'vitest'
import { createTokenCache, type Pass } from './token-cache.ts'

const account = { id: 'a', email: 'a@home.example', name: 'A', memberships: [] }
const passOf = (token: string): Pass => ({ account, tokens: { directory: token } })

/** A cache with a clock of its own, and an identity whose every pass differs from the last. */
function start() {
  let nowMs = 0
  let asked = 0
  const cache = createTokenCache(() => new Date(nowMs))
  const fetch = async () => {
    asked += 1
    return passOf(String(asked))
  }
  const get = async () => (await cache.get('session', fetch)).tokens.directory
  const advance = (byMs: number) => {
    nowMs += byMs
  }
  return { cache, get, advance }
}

test('happy: a pass serves for half a minute, then identity is asked again', async () => {
  const { get, advance } = start()
  expect([await get(), await get()]).toEqual(['1', '1'])
  advance(30_000)
  expect(await get()).toBe('2')
})

test('refused: nothing is kept of a pass that could not be had', async () => {
  const { cache, get } = start()
  const failed = cache.get('session', async () => Promise.reject(new Error('away')))
  await expect(failed).rejects.toThrow('away')
  expect(await get()).toBe('1')
})

test('secure: a dropped pass is gone, and so is one on its way at that moment', async () => {
  const { cache, get } = start()
  await get()
  cache.drop('session')
  const underWay = await cache.get('session', async () => {
    cache.drop('session')
    return passOf('asked for before the end')
  })
  expect(underWay.tokens.directory).toBe('asked for before the end')
  expect(await get()).toBe('2')
})
