import { signingKeyFromSeed } from '@waymark/auth'
import { route } from '@waymark/contracts'
import { type Actor, AppError, notFound, systemClock } from '@waymark/core'
import { createLogger } from '@waymark/runtime'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createClient } from './client.ts'
import { mount } from './mount.ts'
import { mountOpenApi } from './openapi.ts'
import { createServiceApp } from './service-app.ts'

const note = z.object({ id: z.uuid(), text: z.string(), version: z.number() })
const api = {
  service: 'directory',
  routes: {
    write: route({
      method: 'post',
      path: '/notes',
      summary: 'Write a note.',
      allow: ['linkWorker'],
      body: z.strictObject({ text: z.string().max(20), 'odd~/name': z.number().optional() }),
      response: note,
      status: 201,
      idempotent: true,
    }),
    change: route({
      method: 'put',
      path: '/notes/{id}',
      summary: 'Change a note.',
      allow: ['linkWorker'],
      params: z.strictObject({ id: z.uuid() }),
      body: z.strictObject({ text: z.string() }),
      response: note,
      ifMatch: true,
    }),
    read: route({
      method: 'get',
      path: '/notes/{id}',
      summary: 'Read a note.',
      allow: ['public'],
      params: z.strictObject({ id: z.uuid() }),
      response: note,
    }),
  },
} as const

const noteId = '01900000-0000-7000-8000-000000000001'
const linkWorker: Actor = {
  kind: 'user',
  tenant: 'demo',
  userId: noteId,
  memberships: [{ role: 'linkWorker' }],
}
const secret = 'Margaret, 999 000 0000'

interface Given {
  readonly actor?: Actor
  readonly strictAnswers?: boolean
  readonly answer?: unknown
  readonly timeoutMs?: number
  readonly fails?: unknown
}

async function start({ actor = linkWorker, strictAnswers = true, ...given }: Given = {}) {
  const lines: string[] = []
  const app = createServiceApp({
    service: 'directory',
    identify: async () => actor,
    log: createLogger({
      service: 'directory',
      level: 'info',
      destination: { write: (line) => lines.push(line) },
    }),
    now: systemClock,
    key: await signingKeyFromSeed(new Uint8Array(32).fill(7)),
    strictAnswers,
    ...(given.timeoutMs === undefined ? {} : { timeoutMs: given.timeoutMs }),
  })
  const made = { id: noteId, text: 'hello', version: 3 }
  const reply = async () => {
    if (given.fails !== undefined) throw given.fails
    // The point of these tests is an answer that is not as its contract says.
    return (given.answer ?? made) as z.infer<typeof note>
  }
  mount(app, api.routes.write, reply)
  mount(app, api.routes.change, async ({ version }) => ({ ...made, version: version + 1 }))
  mount(app, api.routes.read, reply)
  mountOpenApi(app)
  const client = createClient(api, {
    send: (_, request) => app.fetch(request),
    authorise: async () => null,
  })
  return { app, client, lines }
}

const address = 'http://directory.internal/api/directory/v1/notes'
const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  new Request(address, { method: 'POST', body, headers: { 'content-type': type } })

test('happy: the handler gets what was sent; the answer comes back with its version', async () => {
  const { client, app } = await start()
  expect(await client.write({ body: { text: 'hi' } })).toEqual({
    id: noteId,
    text: 'hello',
    version: 3,
  })
  const changed = await client.change({ params: { id: noteId }, body: { text: 'x' }, ifMatch: 3 })
  expect(changed.version).toBe(4)
  const response = await app.fetch(new Request(`${address}/${noteId}`))
  expect(response.headers.get('etag')).toBe('"3"')
  expect(response.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/)
})

test('happy: a trace id that came with the call is carried on', async () => {
  const { app } = await start()
  const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
  const response = await app.fetch(
    new Request(`${address}/${noteId}`, { headers: { traceparent } }),
  )
  expect(response.headers.get('x-trace-id')).toBe('ab'.repeat(16))
})

test('happy: the API page is OpenAPI 3.1 and knows every route', async () => {
  const { app } = await start()
  const response = await app.fetch(
    new Request('http://directory.internal/api/directory/v1/openapi.json'),
  )
  const page: unknown = await response.json()
  expect(page).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/api/directory/v1/notes': { post: { summary: 'Write a note.' } },
      '/api/directory/v1/notes/{id}': { get: {}, put: {} },
    },
  })
})

const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
test.each([
  ['malformed JSON', () => post('{'), 400],
  ['an empty body', () => post(''), 400],
  ['bytes that are not UTF-8', () => post(Uint8Array.of(0x22, 0xff, 0x22)), 400],
  ['a form', () => post('text=hi', 'application/x-www-form-urlencoded'), 415],
  ['plain text', () => post('{}', 'text/plain'), 415],
  ['300 KB', () => post(JSON.stringify({ text: 'x'.repeat(300_000) })), 413],
  ['20,000 levels', () => post(deep), 422],
  ['a list', () => post('[]'), 422],
  ['too long a text', () => post(JSON.stringify({ text: 'x'.repeat(21) })), 422],
])('refused: %s', async (_, request, status) => {
  const { app } = await start()
  const response = await app.fetch(request())
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

test('refused: each fault has its pointer, escaped, and no value is echoed', async () => {
  const { app } = await start()
  const body = { text: 7, 'odd~/name': secret, [secret]: 1 }
  const response = await app.fetch(post(JSON.stringify(body)))
  const text = await response.text()
  expect(
    JSON.parse(text)
      .errors.map((error: { pointer: string }) => error.pointer)
      .sort(),
  ).toEqual(['', '/odd~0~1name', '/text'])
  expect(text).not.toContain('Margaret')
})

test('refused: an id that is none answers as a record that is not there', async () => {
  const { app } = await start()
  for (const id of ['1', '%00', '..%2f..', '%ff', `${noteId}'--`]) {
    expect((await app.fetch(new Request(`${address}/${id}`))).status).toBe(404)
  }
})

test('refused: If-Match left out, mangled or a star', async () => {
  const { app, client } = await start()
  const put = (ifMatch: string) =>
    app.fetch(
      new Request(`${address}/${noteId}`, {
        method: 'PUT',
        body: '{"text":"x"}',
        headers: { 'content-type': 'application/json', 'if-match': ifMatch },
      }),
    )
  const without = client.change({ params: { id: noteId }, body: { text: 'x' } })
  await expect(without).rejects.toMatchObject({ code: 'preconditionRequired' })
  for (const mangled of ['*', '"x"', '3', '"3", "4"']) expect((await put(mangled)).status).toBe(400)
})

test('refused: the client throws what the service threw', async () => {
  const { client } = await start({ fails: notFound('note') })
  await expect(client.read({ params: { id: noteId } })).rejects.toMatchObject({
    code: 'notFound',
    message: 'We cannot find that note.',
  })
  const busy = await start({ fails: new AppError('tooMany', 'Wait.', { retryAfterSeconds: 9 }) })
  await expect(busy.client.read({ params: { id: noteId } })).rejects.toMatchObject({
    retryAfterSeconds: 9,
  })
})

test('refused: work that takes too long is told so, with 503', async () => {
  const { client } = await start({ timeoutMs: 20, answer: new Promise(() => undefined) })
  await expect(client.read({ params: { id: noteId } })).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('secure: an answer off its contract fails in tests, is stripped in production', async () => {
  const leaky = { id: noteId, text: 'hello', version: 3, nhsNumber: secret }
  const strict = await start({ answer: leaky })
  await expect(strict.client.read({ params: { id: noteId } })).rejects.toMatchObject({
    code: 'internal',
  })
  const lenient = await start({ answer: leaky, strictAnswers: false })
  const response = await lenient.app.fetch(new Request(`${address}/${noteId}`))
  expect(await response.text()).not.toContain('Margaret')
  const wrong = await start({ answer: { id: 'none' }, strictAnswers: false })
  expect((await wrong.app.fetch(new Request(`${address}/${noteId}`))).status).toBe(500)
})

test('secure: an unexpected error says nothing of itself in the answer or in the log', async () => {
  const { app, lines } = await start({ fails: new Error(`insert failed: params: ${secret}`) })
  const response = await app.fetch(new Request(`${address}/${noteId}`))
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('Margaret')
  expect(lines.join('')).not.toContain('Margaret')
  expect(lines.join('')).toContain('request.failed')
})

test('secure: nobody is turned away with 401, the wrong role with 403', async () => {
  const nobody = await start({ actor: { kind: 'public', tenant: 'demo' } })
  await expect(nobody.client.write({ body: { text: 'x' } })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  const commissioner: Actor = { ...linkWorker, memberships: [{ role: 'commissioner' }] }
  const wrong = await start({ actor: commissioner })
  await expect(wrong.client.write({ body: { text: 'x' } })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('secure: the log names the route and never the address', async () => {
  const { app, lines } = await start()
  await app.fetch(new Request(`${address}/${noteId}?q=${encodeURIComponent(secret)}`))
  expect(lines.join('')).toContain('/notes/:id')
  expect(lines.join('')).not.toMatch(/Margaret|01900000/)
})

test('happy: what people ask is logged; that services ask each other for news is not', async () => {
  const { app, lines } = await start()
  expect((await app.fetch(new Request(`${address}/${noteId}`))).status).toBe(200)
  expect(
    (await app.fetch(new Request('http://directory.internal/.well-known/jwks.json'))).status,
  ).toBe(200)
  expect(lines.filter((line) => line.includes('request.answered'))).toHaveLength(1)
})
