import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aListing, anOrganisation, removeFolder, temporaryFolder, waitFor } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { lookInto } from './support/outside.ts'
import {
  addressOf,
  operatorHeaders,
  type Program,
  runServer,
  stopServer,
} from './support/run-waymark.ts'

const limitMs = 180_000
const mailbox = 'canary-7f3a@groups.example'
const reported = 'canary words: we start at three'
const made = z.object({ id: z.uuid() })
const listed = z.object({ listing: z.object({ version: z.number() }) })

let dataDir = ''
let server: Program
let address = ''
beforeAll(async () => {
  dataDir = temporaryFolder()
  server = runServer({ DATA_DIR: dataDir, LOG_LEVEL: 'debug' })
  address = await addressOf(server)
}, limitMs)
afterAll(async () => {
  await server.kill()
  removeFolder(dataDir)
})

async function ask(method: string, path: string, body: object = {}): Promise<Response> {
  const init = { method, headers: operatorHeaders(dataDir), body: JSON.stringify(body) }
  return fetch(`${address}/api/directory/v1${path}`, init)
}
const make = async (path: string, body: object = {}) =>
  made.parse(await (await ask('POST', path, body)).json()).id

/** What the demo's mailbox page shows, once it shows this. */
const fromMailbox = (what: string, wanted: RegExp) =>
  waitFor(what, async () => wanted.exec(await (await fetch(`${address}/mailbox`)).text())?.[1])

const versionOf = async (id: string) => {
  const answer = await fetch(`${address}/api/directory/v1/listings/${id}`)
  return listed.parse(await answer.json()).listing.version
}

const press = (path: string, form: Record<string, string>) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })

test(
  'secure: links, codes, addresses and words reach no event, no log and no problem answer',
  async () => {
    const organisationId = await make('/organisations', anOrganisation({ email: mailbox }))
    const id = await make('/listings', aListing(organisationId))
    await ask('POST', `/listings/${id}/publish`)
    const before = await versionOf(id)
    await ask('POST', `/listings/${id}/checks`)
    const token = await fromMailbox('the link', /\/answer\/listing\/([\w-]{64})/)
    const page = `/answer/listing/${token}`

    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const looked = await fetch(`${address}${page}`, { method })
      expect(looked.status).toBe(200)
      expect(looked.headers.get('referrer-policy')).toBe('no-referrer')
      expect(looked.headers.get('cache-control')).toBe('no-store')
    }
    expect(await versionOf(id)).toBe(before)
    expect(await (await fetch(`${address}${page}`)).text()).toContain('Is this still right?')

    const forged = `/answer/listing/${token.slice(0, 40)}`
    const answers = [
      await fetch(`${address}${forged}`),
      await press(forged, { outcome: 'right', placesLeft: '2' }),
      await press(`${forged}/fresh`, {}),
      await press(page, { outcome: 'right', placesLeft: `a few ${mailbox}` }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 422])
    expect((await press(page, { outcome: 'changed', words: reported })).status).toBe(303)
    expect(await (await fetch(`${address}${page}`)).text()).toContain('Thank you')

    await ask('POST', `/organisations/${organisationId}/mailbox-code`)
    const code = await fromMailbox('the code', />(\d{6})</)
    const proof = `/organisations/${organisationId}/mailbox-code/proof`
    const guess = code === '918273' ? '918274' : '918273'
    const problem = await (await ask('POST', proof, { code: guess })).text()
    expect(problem).toContain('That is not the code')
    expect((await ask('POST', proof, { code })).status).toBe(200)

    expect(await stopServer(server, 'SIGTERM')).toBe(0)
    const log = server.output()
    expect(log).toContain('/answer/listing/:token')
    const directory = lookInto(dataDir, 'directory')
    const told = JSON.stringify([
      await directory.rows('select * from events'),
      await directory.rows('select * from audit'),
    ])
    directory.close()
    for (const secret of [token, token.slice(0, 40), mailbox, reported]) {
      for (const text of [log, told, problem]) expect(text).not.toContain(secret)
    }
    for (const digits of [code, guess]) {
      expect(log).not.toMatch(new RegExp(`(?<!\\d)${digits}(?!\\d)`))
      expect(problem).not.toContain(digits)
    }
    expect(filesWith(token)).toEqual([])
  },
  limitMs,
)

/** The files that hold a text, the demo's own mailbox apart: that is where mail ends up. */
function filesWith(text: string): string[] {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile() && !file.name.startsWith('notifications.db'))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => readFileSync(path).includes(text))
}
