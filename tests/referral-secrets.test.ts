import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServiceName } from '@waymark/core'
import { type FakeSmtp, removeFolder, startFakeSmtp, temporaryFolder } from '@waymark/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openCaller } from './storms/referral-caller.ts'
import { canaries, mailboxes, personWords } from './storms/referral-canaries.ts'
import { readPages, takeThrough } from './storms/referral-walk.ts'
import { groups } from './support/groups.ts'
import { stormEnv } from './support/killed-house.ts'
import { operatorAt } from './support/operator-at.ts'
import { lookInto } from './support/outside.ts'
import { aRedisServer, noRedis, type RedisServer } from './support/redis-server.ts'
import { addressOf, type Program, runServer, stopServer } from './support/run-waymark.ts'

const limitMs = 600_000
const noEngine = noRedis()
const keepsPeople = /^(people|referrals|care-plans|web)\.db(-wal|-shm)?$/

let folder = ''
let dataDir = ''
let smtp: FakeSmtp
let redis: RedisServer | undefined
let server: Program
let caller: Caller
let address = ''
const commands: string[] = []
const tokens = new Set<string>()
const codes = new Set<string>()
const sessions = new Set<string>()
const unwatch: (() => void)[] = []

/** Every command that reaches Redis, from before the house is there. */
async function watchRedis(): Promise<string> {
  redis = await aRedisServer()
  await redis.start()
  const { Redis } = await import('ioredis')
  const connection = new Redis(redis.url)
  const monitor = await connection.monitor()
  monitor.on('monitor', (_at: string, args: readonly string[]) => commands.push(args.join(' ')))
  unwatch.push(
    () => monitor.disconnect(),
    () => connection.disconnect(),
  )
  return redis.url
}

beforeAll(async () => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  smtp = await startFakeSmtp()
  const engine: Record<string, string> = noEngine === null ? { REDIS_URL: await watchRedis() } : {}
  const allowed = [...mailboxes, ...groups.map(({ mailbox }) => mailbox)].join(',')
  const more = { ...engine, MAIL_ALLOW: allowed, LOG_LEVEL: 'debug' }
  server = runServer(stormEnv(dataDir, smtp, more))
  address = await addressOf(server)
  caller = await openCaller(address, dataDir)
  const operator = operatorAt(dataDir, () => address)
  const walk = { caller, smtp, tokens, codes, sessions, operator }
  for (const [index, canary] of canaries.entries()) await takeThrough(walk, canary, index)
  await readPages(walk)
  expect((await fetch(`${address}/metrics`)).status).toBe(404)
  expect(await stopServer(server, 'SIGTERM')).toBe(0)
}, limitMs)
afterAll(async () => {
  await server.kill()
  for (const end of unwatch) end()
  await redis?.remove()
  await smtp.stop()
  removeFolder(folder)
})

const services: readonly ServiceName[] = [
  ...(['identity', 'directory', 'people', 'referrals'] as const),
  ...(['care-plans', 'notifications', 'web'] as const),
]

/** Everything that services tell each other, and everything that is written down for auditors. */
async function toldAndWrittenDown(): Promise<string> {
  const rows: unknown[] = []
  for (const service of services) {
    const outside = lookInto(dataDir, service)
    rows.push(await outside.rows('select * from events'), await outside.rows('select * from audit'))
    outside.close()
  }
  return JSON.stringify(rows)
}

function expectNothingOf(text: string, where: string, words: readonly string[]): void {
  expect(
    words.filter((word) => text.includes(word)),
    where,
  ).toEqual([])
  const digits = [...codes].filter((code) => new RegExp(`\\b${code}\\b`).test(text))
  expect(digits, where).toEqual([])
}

const told = [...personWords, ...mailboxes]
const keys = () => [...tokens, ...sessions]

describe('fifty people taken through everything', () => {
  test('secure: nothing of them, and no link, code or session, is in the log', () => {
    const log = server.output()
    expect(log).toContain('/answer/referral/:token')
    expect(log.split('request.answered').length).toBeGreaterThan(200)
    expect(sessions.size).toBeGreaterThanOrEqual(40)
    expectNothingOf(log, 'the log', [...told, ...keys()])
  })

  test('secure: nor in what services tell each other, or in what is written down', async () => {
    const text = await toldAndWrittenDown()
    expect(text).toContain('assignment.codeProved')
    expectNothingOf(text, 'events and audit', [...told, ...keys()])
  })

  test('secure: nor in what a refusal says', () => {
    expect(caller.refusals.length).toBeGreaterThanOrEqual(30)
    expectNothingOf(caller.refusals.join('\n'), 'refusals', [...told, ...keys()])
  })

  test('secure: addresses name nobody, and hold no key but the link of the page itself', () => {
    const addresses = caller.asked.join('\n')
    expect(caller.asked.length).toBeGreaterThan(100)
    expectNothingOf(addresses, 'addresses', [...told, ...sessions])
  })

  test('secure: e-mails name nobody, and hold no session', () => {
    const toThem = smtp.received.filter(({ to }) => to.some((one) => mailboxes.includes(one)))
    expect(toThem.length).toBeGreaterThan(0)
    for (const { source, subject } of smtp.received) {
      for (const word of [...personWords, ...sessions]) {
        expect(`${subject}\n${source}`.includes(word), `${word} in ${subject}`).toBe(false)
      }
    }
  })

  test('secure: only the files of their owners hold anything of them, and none holds a key', () => {
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    const found = files.filter((file) => file.isFile())
    const paths = found.map(({ parentPath, name }) => ({ name, path: join(parentPath, name) }))
    expect(paths.map(({ path }) => path).join()).toContain('search')
    const theirs = paths.filter(({ name }) => keepsPeople.test(name))
    const kept = theirs.map(({ path }) => readFileSync(path).toString('latin1')).join()
    const unseen = canaries.filter(({ words }) => !kept.includes(words.goal))
    expect(unseen, 'what is looked for can be found').toEqual([])
    for (const { name, path } of paths) {
      const bytes = readFileSync(path)
      const never = keepsPeople.test(name) ? keys() : [...personWords, ...keys()]
      expect(
        never.filter((word) => bytes.includes(word)),
        name,
      ).toEqual([])
    }
  })

  test.skipIf(noEngine !== null)(
    `secure: Redis is given the ids of rows and nothing else ${noEngine ?? ''}`,
    () => {
      const text = commands.join('\n')
      expect(text).toContain('notifications-send')
      expectNothingOf(text, 'Redis', [...told, ...keys()])
    },
  )
})
