import { expect, test } from 'vitest'
import { z } from 'zod'
import { readSettings, SettingsError, setting } from './settings.ts'
import {
  databaseSettings,
  publicUrl,
  queueSettings,
  secretsDir,
  serviceUrlSetting,
  settingsSchema,
} from './shared-settings.ts'

const schema = settingsSchema({
  ...queueSettings,
  ...databaseSettings('care-plans'),
  ...serviceUrlSetting('identity'),
})

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run()
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

test('happy: an empty environment is a demo on this machine', () => {
  const settings = readSettings(schema, { PORT: '', DATA_DIR: '  ', PATH: '/usr/bin' })
  expect(settings).toEqual({
    WAYMARK_MODE: 'demo',
    TENANT: 'demo',
    LOG_LEVEL: 'info',
    DATA_DIR: './data',
    HOST: '127.0.0.1',
    PORT: 3000,
  })
  expect(publicUrl(settings)).toBe('http://localhost:3000')
  expect(secretsDir(settings)).toBe(`${process.cwd()}/data/secrets`)
})

test('happy: live with an https address', () => {
  const settings = readSettings(schema, {
    WAYMARK_MODE: 'live',
    HOST: '0.0.0.0',
    PORT: '8080',
    TRUSTED_PROXIES: '1',
    PUBLIC_URL: 'https://waymark.example.org/',
    SECRETS_DIR: '/run/secrets',
    CARE_PLANS_DATABASE_URL: 'http://db:8080',
    IDENTITY_URL: 'http://identity:3000',
    REDIS_URL: 'redis://redis:6379',
  })
  expect(publicUrl(settings)).toBe('https://waymark.example.org')
  expect(secretsDir(settings)).toBe('/run/secrets')
  expect(settings.CARE_PLANS_DATABASE_URL).toBe('http://db:8080')
  expect(settings.TRUSTED_PROXIES).toBe(1)
})

test('refused: every problem is told at once, each with what to put', () => {
  const problems = problemsOf(() =>
    readSettings(schema, {
      WAYMARK_MODE: 'live',
      LOG_LEVEL: 'loud',
      PORT: '99999',
      TENANT: 'Not A Tenant',
      REDIS_URL: 'http://redis',
    }),
  )
  expect([...problems].sort()).toEqual([
    'Set LOG_LEVEL to debug, info, warn, error or silent.',
    'Set PORT to a whole number from 0 to 65535, for example 8080.',
    'Set PUBLIC_URL to the https address people use: live mode does not serve http.',
    'Set REDIS_URL to an address that begins with redis:// or rediss://, ' +
      'for example redis://localhost:6379.',
    'Set TENANT to lower-case letters, digits and hyphens, for example hollinbeck.',
    'Set TRUSTED_PROXIES to how many proxies of yours stand in front, 0 if none.',
  ])
})

const live = { WAYMARK_MODE: 'live', PUBLIC_URL: 'https://a.example', TRUSTED_PROXIES: '0' }

test.each([
  ['live over http', { ...live, PUBLIC_URL: 'http://a.example' }, 'PUBLIC_URL'],
  ['live with proxies unsaid', { ...live, TRUSTED_PROXIES: '' }, 'TRUSTED_PROXIES'],
  ['proxies in words', { ...live, TRUSTED_PROXIES: 'one' }, 'TRUSTED_PROXIES'],
  ['demo for the world', { HOST: '0.0.0.0' }, 'HOST'],
  ['an address with a path', { PUBLIC_URL: 'https://a.example/app' }, 'PUBLIC_URL'],
  ['a port in words', { PORT: 'three' }, 'PORT'],
  ['a port below nought', { PORT: '-1' }, 'PORT'],
])('refused: %s', (_case, env, name) => {
  const problems = problemsOf(() => readSettings(schema, env))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`Set ${name} to `)
})

test('refused: a missing variable is called missing', () => {
  const required = z.object({
    MEILI_KEY: setting(z.string(), { description: 'The key.', put: 'the key of the engine' }),
  })
  expect(problemsOf(() => readSettings(required, {}))).toEqual([
    'MEILI_KEY is missing: set it to the key of the engine.',
  ])
})

test('secure: no value is repeated in a problem', () => {
  const canary = 'canary-7c1f Secret'
  const names = Object.keys(schema.shape).filter((name) => !/_DIR$|_TOKEN$/.test(name))
  const env = Object.fromEntries(names.map((name) => [name, canary]))
  const problems = problemsOf(() => readSettings(schema, env))
  expect(problems.length).toBeGreaterThan(7)
  expect(problems.join('\n')).not.toContain('canary')
})
