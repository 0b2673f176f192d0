import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { demoAccounts, demoPassword } from '@waymark/all-in-one'
import { aListing, anOrganisation, removeFolder, temporaryFolder } from '@waymark/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  addressOf,
  type Env,
  operatorHeaders,
  type Program,
  runServer,
  stopServer,
} from './support/run-waymark.ts'

const limitMs = 300_000

let folder = ''
let dataDir = ''
const programs: Program[] = []
beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill()
  removeFolder(folder)
})

function start(env: Env = {}, ...args: string[]): Program {
  const server = runServer({ DATA_DIR: dataDir, ...env }, ...args)
  programs.push(server)
  return server
}

/** What may be typed after `npm start`: neither may do harm to what is there. */
const eitherWay: readonly (readonly [string, readonly string[]])[] = [
  ['going on', []],
  ['beginning again', ['--fresh']],
]

const made = z.object({ id: z.uuid() })

/** Adds a published listing as the operator; gives where its page is. */
async function addListing(address: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', headers: operatorHeaders(dataDir), body: JSON.stringify(body) }
    const answer = await fetch(`${address}/api/directory/v1${path}`, init)
    expect(answer.ok, path).toBe(true)
    return made.parse(await answer.json()).id
  }
  const organisationId = await post('/organisations', anOrganisation())
  const id = await post('/listings', aListing(organisationId, { name: 'Kept through a stop' }))
  await post(`/listings/${id}/publish`, {})
  return `/listings/${id}`
}

async function expectFoodBankFound(address: string): Promise<void> {
  const found = await fetch(`${address}/find?q=food+parcel&near=Harrowby+Vale`)
  expect(found.status).toBe(200)
  expect(await found.text()).toContain('Harrowby Vale Food Bank')
}

/** It ended by itself, saying plain sentences to standard error and nothing of how it is built. */
async function refusal(program: Program): Promise<string[]> {
  expect(await program.ended, program.output()).toBeGreaterThan(0)
  const complaints = program.complaints()
  expect(complaints).not.toMatch(/\bat .*:\d+:\d+|node_modules|[{}]/)
  expect(program.output()).toBe(complaints)
  const sentences = complaints.trimEnd().split('\n')
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
  return sentences
}

describe('a server that runs', () => {
  const home = temporaryFolder()
  let server: Program
  let address = ''
  beforeAll(async () => {
    server = runServer({ DATA_DIR: home })
    address = await addressOf(server)
  }, limitMs)
  afterAll(async () => {
    await server.kill()
    removeFolder(home)
  })

  test('happy: it has said where it is and who can sign in', () => {
    for (const { email } of demoAccounts) expect(server.output()).toContain(email)
    expect(server.output()).toContain(demoPassword)
    expect(server.complaints()).toBe('')
  })

  test('happy: it is ready, says with which engines, and finds', async () => {
    const engines = z.object({ engine: z.string(), ready: z.literal(true) })
    const report = z.object({ ready: z.literal(true), concerns: z.record(z.string(), engines) })
    const { concerns } = report.parse(await (await fetch(`${address}/readyz`)).json())
    const expected = ['directory records', 'identity records', 'queue', 'search']
    expect(Object.keys(concerns)).toEqual(expect.arrayContaining(expected))
    await expectFoodBankFound(address)
  })

  test('secure: what it keeps is for its own user alone', () => {
    const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
    expect(names).toEqual(expect.arrayContaining(['people.db', 'server.address', 'operator-key']))
    for (const name of names) expect(statSync(join(home, name)).mode & 0o077, name).toBe(0)
  })

  test.each(eitherWay)(
    'refused: a second one on the same data, %s',
    async (_, args) => {
      const sentences = await refusal(start({ DATA_DIR: home }, ...args))
      expect(sentences).toHaveLength(1)
      expect(sentences[0]).toMatch(/^Another Waymark server is already using /)
      await expectFoodBankFound(address)
    },
    limitMs,
  )
})

test(
  'happy: stopped either way it goes on with the same data; --fresh begins again',
  async () => {
    const first = start()
    const page = await addListing(await addressOf(first))
    expect(await stopServer(first, 'SIGTERM')).toBe(0)
    const second = start()
    const there = await fetch(`${await addressOf(second)}${page}`)
    expect(await there.text()).toContain('Kept through a stop')
    expect(await stopServer(second, 'SIGINT')).toBe(0)
    const third = start()
    expect((await fetch(`${await addressOf(third)}${page}`)).status).toBe(200)
    expect(await stopServer(third, 'SIGTERM')).toBe(0)
    const fresh = start({}, '--fresh')
    const address = await addressOf(fresh)
    expect((await fetch(`${address}${page}`)).status).toBe(404)
    await expectFoodBankFound(address)
    for (const { complaints } of [first, second, third, fresh]) expect(complaints()).toBe('')
  },
  limitMs,
)

/** Takes a port of this machine for as long as the work lasts. */
async function withBusyPort(work: (port: number) => Promise<void>): Promise<void> {
  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => holder.once('listening', resolve))
  const address = holder.address()
  try {
    await work(typeof address === 'object' && address !== null ? address.port : 0)
  } finally {
    holder.close()
  }
}

describe('a start that cannot be', () => {
  test.each(['--frsh', '--fresh=yes', 'fresh'])(
    'refused: %s, which is no option of ours, and nothing is begun',
    async (typed) => {
      const sentences = await refusal(start({}, typed))
      expect(sentences).toEqual(['The only option of npm start is --fresh.'])
      expect(existsSync(dataDir)).toBe(false)
    },
    limitMs,
  )

  test(
    'refused: a busy port',
    async () => {
      await withBusyPort(async (port) => {
        expect(await refusal(start({ PORT: String(port) }))).toEqual([
          `Port ${port} is already in use. Stop what is using it, or set PORT to another number.`,
        ])
      })
    },
    limitMs,
  )

  test.each(eitherWay)(
    'refused: a folder that cannot be written to, %s',
    async (_, args) => {
      writeFileSync(join(folder, 'file'), '')
      const sentences = await refusal(start({ DATA_DIR: join(folder, 'file', 'data') }, ...args))
      expect(sentences).toHaveLength(1)
      expect(sentences[0]).toContain('DATA_DIR')
    },
    limitMs,
  )

  test(
    'refused: several broken settings, all said at once and none repeated back',
    async () => {
      const broken = { PORT: 'zq7x', LOG_LEVEL: 'zq7x', TENANT: 'ZQ7X!', IDENTITY_URL: 'zq7x' }
      const sentences = await refusal(start(broken))
      const named = sentences.map((sentence) => /^Set (\w+) to /.exec(sentence)?.[1])
      expect(named.sort()).toEqual(Object.keys(broken).sort())
      expect(sentences.join().toLowerCase()).not.toContain('zq7x')
    },
    limitMs,
  )

  test.each([
    ['over plain http', 'http://waymark.example.org', /^Set PUBLIC_URL to the https address/],
    ['without its keys', 'https://waymark.example.org', /^Put the file [a-z-]+ in SECRETS_DIR: /],
  ])(
    'refused: live mode %s',
    async (_, PUBLIC_URL, expected) => {
      const live = { WAYMARK_MODE: 'live', TRUSTED_PROXIES: '0', PUBLIC_URL }
      const sentences = await refusal(start(live))
      expect(sentences).toEqual([expect.stringMatching(expected)])
    },
    limitMs,
  )
})
