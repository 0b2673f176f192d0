import { runInsideWrite } from '@waymark/runtime'
import { expect, test } from 'vitest'
import { createSend } from './send.ts'
import { serve } from './serve.ts'

const request = () => new Request('http://directory.internal/api/directory/v1/listings?q=tea')

test('happy: a service in this process is called, another over the network, alike', async () => {
  const answer = async (given: Request) => new Response(new URL(given.url).search)
  const inside = createSend({ local: new Map([['directory', answer]]), urls: {} })
  expect(await (await inside('directory', request())).text()).toBe('?q=tea')
  const listening = await serve({ fetch: answer, host: '127.0.0.1', port: 0 })
  const urls = { directory: `http://127.0.0.1:${listening.port}` }
  const outside = createSend({ local: new Map(), urls })
  expect(await (await outside('directory', request())).text()).toBe('?q=tea')
  await listening.close()
})

test('refused: a service away or not set up is unavailable, not an error of ours', async () => {
  const away = createSend({ local: new Map(), urls: { directory: 'http://127.0.0.1:1' } })
  await expect(away('directory', request())).rejects.toMatchObject({ code: 'unavailable' })
  const unknown = createSend({ local: new Map(), urls: {} })
  await expect(unknown('directory', request())).rejects.toMatchObject({ code: 'unavailable' })
})

test('refused: a port that is taken is one plain sentence', async () => {
  const fetch = () => new Response('')
  const first = await serve({ fetch, host: '127.0.0.1', port: 0 })
  await expect(serve({ fetch, host: '127.0.0.1', port: first.port })).rejects.toMatchObject({
    message:
      `Port ${first.port} is already in use. ` +
      'Stop what is using it, or set PORT to another number.',
  })
  await first.close()
})

test('secure: no call leaves from inside a write', async () => {
  const send = createSend({
    local: new Map([['directory', async () => new Response('')]]),
    urls: {},
  })
  await expect(runInsideWrite(() => send('directory', request()))).rejects.toMatchObject({
    code: 'internal',
  })
})
