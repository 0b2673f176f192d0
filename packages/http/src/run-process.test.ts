import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlatform, type Platform } from './platform.ts'
import { listen, publicFront } from './run-process.ts'
import { addressHeader, serve } from './serve.ts'
import { isOwnServer } from './server-proof.ts'

let dataDir = ''
let platform: Platform
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waymark-front-'))
  platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  })
  // A process that holds one service: whatever comes past the front reaches it.
  platform.local.set('directory', async () => new Response('past the front'))
})
afterEach(async () => {
  await platform.lifecycle.stop('test ended')
  await rm(dataDir, { recursive: true, force: true })
})

const ask = (address: string, publicUrl?: string) =>
  publicFront(platform, publicUrl)(new Request(address))

test('happy: what is public goes past the front, however its words look', async () => {
  for (const path of [
    '/',
    '/internally',
    '/api/directory/v1/metrics',
    '/a%2fb',
    '/%ff%',
    '/x/..',
  ]) {
    expect(await (await ask(`http://localhost${path}`)).text(), path).toBe('past the front')
  }
})

test.each([
  '/internal',
  '/internal/events?after=0',
  '/%69nternal/events',
  '/%49NTERNAL/events',
  '//internal/events',
  '/.//internal/events',
  '/a/%2e%2e/internal/events',
  '/a%2f..%2finternal%2fevents',
  '/%2finternal/events',
  '/%5cinternal/events',
  '/metrics',
  '/metric%73/',
])('secure: %s is not on the public front of a single service', async (path) => {
  const answer = await ask(`http://localhost${path}`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('past the front')
})

test('secure: the demo answers to its own names, not to one pointed at it', async () => {
  const publicUrl = 'https://demo.example'
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'demo.example']) {
    expect((await ask(`http://${host}/find`, publicUrl)).status, host).toBe(200)
  }
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
    for (const path of ['/find', '/healthz']) {
      const answer = await ask(`http://${host}${path}`, publicUrl)
      expect([answer.status, answer.headers.get('content-type')], host).toEqual([
        421,
        'text/plain; charset=utf-8',
      ])
    }
  }
  expect((await ask('http://demo.example/find')).status).toBe(421)
})

test('happy: a server proves that it holds the operator key', async () => {
  const { port } = await listen(platform, { host: '127.0.0.1', port: 0 })
  const address = `http://127.0.0.1:${port}`
  expect(await isOwnServer(address, platform.operatorKey)).toBe(true)
  expect(await isOwnServer(address, 'the key of another folder')).toBe(false)
})

test.each([
  ['says nothing', () => Response.json({})],
  ['repeats the nonce', (given: Request) => proving(given.headers.get('x-waymark-nonce'))],
  ['leads elsewhere', () => Response.redirect('http://127.0.0.1:1/healthz', 302)],
])('secure: a listener that %s is no server of ours and is shown no key', async (_, answer) => {
  const seen: string[] = []
  const fetch = (given: Request) => {
    seen.push(JSON.stringify([...given.headers]))
    return answer(given)
  }
  const impostor = await serve({ fetch, host: '127.0.0.1', port: 0 })
  const { operatorKey } = platform
  expect(await isOwnServer(`http://127.0.0.1:${impostor.port}`, operatorKey)).toBe(false)
  await impostor.close()
  expect(seen).toHaveLength(1)
  expect(seen.join()).not.toContain(operatorKey)
})

function proving(proof: string | null): Response {
  return Response.json({ alive: true, proof })
}

test('secure: the caller’s address is what our own proxies saw', async () => {
  platform.local.set('directory', async (given) => new Response(given.headers.get(addressHeader)))
  const claims = { [addressHeader]: '9.9.9.9', 'x-forwarded-for': '9.9.9.9, 10.1.1.1' }
  for (const [trustedProxies, expected] of [
    [0, '127.0.0.1'],
    [1, '10.1.1.1'],
  ] as const) {
    const { port, close } = await listen(platform, { host: '127.0.0.1', port: 0, trustedProxies })
    const answer = await fetch(`http://127.0.0.1:${port}/find`, { headers: claims })
    expect(await answer.text()).toBe(expected)
    await close()
  }
})
