import { serviceNames } from '@waymark/core'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkBy, infraFile, missingOf, unknownSettings } from '../support/infra-files.ts'

const container = z.object({
  image: z.string(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
})
const composeFile = z.object({
  services: z.record(z.string(), container),
  networks: z.object({ inner: z.object({ internal: z.literal(true) }), outer: z.object({}) }),
})

const text = infraFile('compose.yaml')
const { services } = composeFile.parse(parse(text, { merge: true }))
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('waymark:'))

test('happy: every service is there, and starts its own program', () => {
  expect(ours.map(([name]) => name).sort()).toEqual([...serviceNames].sort())
  for (const [name, { command }] of ours) expect(command).toEqual([`services/${name}/src/main.js`])
})

test('happy: every setting that it names is one', () => {
  const named = new Set(ours.flatMap(([, { environment }]) => Object.keys(environment)))
  expect(named.size).toBeGreaterThan(20)
  expect(unknownSettings(named)).toEqual([])
  const inImage = infraFile('Dockerfile').matchAll(/^(?:ENV| {3,}) *([A-Z_]+)=/gm)
  const settings = [...inImage].flatMap(([, name]) => name ?? [])
  expect(settings).toContain('SECRETS_DIR')
  expect(unknownSettings(settings)).toEqual([])
})

test('happy: each service is told of its own database and reaches all the others', () => {
  const urls = serviceNames.map((name) => `${name.toUpperCase().replaceAll('-', '_')}_URL`)
  for (const [name, { environment }] of ours) {
    const own = name.toUpperCase().replaceAll('-', '_')
    expect(Object.keys(environment)).toEqual(expect.arrayContaining([...urls]))
    expect(environment[`${own}_DATABASE_URL`], name).toBeDefined()
    expect(environment[`${own}_URL`]).toBe(`http://${name}:3100`)
  }
})

test('secure: nobody is root or may write to the program, and only Caddy is reached', () => {
  for (const [name, { user, read_only: readOnly }] of ours) {
    expect([user, readOnly], name).toEqual(['10001:10001', true])
  }
  for (const [name, each] of Object.entries(services)) {
    expect(each.cap_drop, name).toEqual(['ALL'])
    expect(each.security_opt, name).toEqual(['no-new-privileges:true'])
    expect(each.ports.length > 0, name).toBe(name === 'caddy')
  }
})

test('secure: Redis keeps every write and drops nothing', () => {
  const said = [services.redis?.command].flat().join(' ')
  expect(said).toContain('--appendonly yes')
  expect(said).toContain('--maxmemory-policy noeviction')
})

test('happy: what it asks of its reader is in the example, with no secret filled in', () => {
  const example = infraFile('compose.env.example')
  const asked = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].flatMap(([, name]) => name ?? [])
  expect(new Set(asked).size).toBeGreaterThan(4)
  for (const name of asked) expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
  expect(example).toMatch(/^REDIS_PASSWORD=$/m)
  expect(example).toMatch(/^MEILI_KEY=$/m)
})

const missing = missingOf('docker-compose')
describe.skipIf(missing !== null)(`docker-compose ${missing ?? ''}`, () => {
  const env = {
    ...{ TENANT: 'hollinbeck', PUBLIC_URL: 'https://waymark.example.org' },
    ...{ REDIS_PASSWORD: 'abc', MEILI_KEY: 'def', MAIL_FROM: 'hello@waymark.example.org' },
    SMTP_URL: 'smtps://mail.example.org',
  }
  const config = (given: Readonly<Record<string, string>>) =>
    checkBy('docker-compose', ['-f', 'compose.yaml', 'config', '--quiet'], given)

  test('happy: takes the file', () => {
    expect(config(env)).toEqual({ code: 0, said: '' })
  })

  test('refused: without what has to be said, it says what', () => {
    const { code, said } = config({ ...env, PUBLIC_URL: '' })
    expect(code).not.toBe(0)
    expect(said).toContain('the https address people use')
  })
})
