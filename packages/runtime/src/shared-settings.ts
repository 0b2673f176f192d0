import { join, resolve } from 'node:path'
import type { ServiceName } from '@waymark/core'
import { z } from 'zod'
import { setting } from './settings.ts'

/** `demo`: this machine only, seeded, generated keys. `live`: https, no seed, keys from files. */
export type Mode = 'demo' | 'live'

/** The name of a tenant, as the operator writes it: it becomes part of keys and file names. */
export const tenantName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)

/** What every process reads. */
export const processSettings = {
  WAYMARK_MODE: setting(z.enum(['demo', 'live']).default('demo'), {
    description:
      'demo listens on this machine only, seeds invented listings and makes its own keys; ' +
      'live does none of that.',
    put: 'demo or live',
  }),
  TENANT: setting(tenantName.default('demo'), {
    description: 'The place or integrated care board served at this address.',
    put: 'lower-case letters, digits and hyphens',
    example: 'hollinbeck',
  }),
  LOG_LEVEL: setting(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), {
    description: 'How much is logged. Nothing about a person is logged at any level.',
    put: 'debug, info, warn, error or silent',
  }),
  DATA_DIR: setting(z.string().default('./data'), {
    description: 'The folder of the embedded databases and indexes.',
    put: 'a folder that this process can write to',
    example: '/var/lib/waymark',
  }),
  SECRETS_DIR: setting(z.string().optional(), {
    description:
      'The folder of key files. Left out: secrets inside DATA_DIR. In demo, missing keys are made.',
    put: 'a folder that only this process can read',
    example: '/run/secrets/waymark',
  }),
}

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535))

/** What a process that listens reads beside. */
export const listenSettings = {
  HOST: setting(z.string().default('127.0.0.1'), {
    description: 'The address to listen on. demo listens on this machine only.',
    put: 'an address of this machine',
    example: '0.0.0.0',
  }),
  PORT: setting(portNumber.prefault('3000'), {
    description: 'The public port.',
    put: 'a whole number from 0 to 65535',
    example: '8080',
  }),
  INTERNAL_PORT: setting(portNumber.optional(), {
    description:
      'The port by which other services reach this one: /internal and /metrics are never on the ' +
      'public one. Left out: not served.',
    put: 'a whole number from 0 to 65535',
    example: '3100',
  }),
  TRUSTED_PROXIES: setting(z.string().regex(/^\d$/).transform(Number).optional(), {
    description:
      'How many proxies of yours stand in front: so many X-Forwarded-For entries count. ' +
      'Left out: 0. live needs it.',
    put: 'a whole number from 0 to 9',
    example: '1',
  }),
  PUBLIC_URL: setting(
    z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin)
      .optional(),
    {
      description: 'The address people use. Left out: http://localhost and PORT. live needs https.',
      put: 'an address with nothing after the host',
      example: 'https://waymark.example.org',
    },
  ),
}

/** Left out, the queue is in the process itself. */
export const queueSettings = {
  REDIS_URL: setting(z.url({ protocol: /^rediss?$/ }).optional(), {
    description: 'The Redis of the job queue. Left out: the queue is inside the process.',
    put: 'an address that begins with redis:// or rediss://',
    example: 'redis://localhost:6379',
  }),
}

type EnvironmentName<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Uppercase<First>}_${EnvironmentName<Rest>}`
  : Uppercase<Name>

/** Where another service answers. Left out, it is in this process. */
export function serviceUrlSetting<Name extends ServiceName>(service: Name) {
  const url = setting(
    z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin)
      .optional(),
    {
      description: `The internal address of the ${service} service. Left out: in the same process.`,
      put: 'an address with nothing after the host',
      example: `http://${service}:3100`,
    },
  )
  return keyed(service, '_URL', url)
}

/** Where every other service answers, for a process that holds only one. */
export const serviceUrlSettings = {
  ...serviceUrlSetting('identity'),
  ...serviceUrlSetting('directory'),
  ...serviceUrlSetting('people'),
  ...serviceUrlSetting('referrals'),
  ...serviceUrlSetting('care-plans'),
  ...serviceUrlSetting('notifications'),
  ...serviceUrlSetting('web'),
}

/** A service's own database. Left out, it is a file in DATA_DIR. */
export function databaseSettings<Name extends ServiceName>(service: Name) {
  const url = setting(z.url({ protocol: /^(libsql|https?|wss?|file)$/ }).optional(), {
    description: `The database of the ${service} service. Left out: a file in DATA_DIR.`,
    put: 'an address that begins with libsql://, http://, https:// or file:',
    example: `http://${service}.localhost:8080`,
  })
  const token = setting(z.string().optional(), {
    description: `The token for the ${service} database server, where it asks for one.`,
    put: 'the token of the database server',
  })
  return {
    ...keyed(service, '_DATABASE_URL', url),
    ...keyed(service, '_DATABASE_AUTH_TOKEN', token),
  }
}

function keyed<Name extends ServiceName, Suffix extends string, S extends z.ZodType>(
  service: Name,
  suffix: Suffix,
  schema: S,
) {
  const prefix = service.toUpperCase().replaceAll('-', '_')
  // The key is built exactly as its type is: upper case, hyphens as underscores, then the suffix.
  return { [`${prefix}${suffix}`]: schema } as Record<`${EnvironmentName<Name>}${Suffix}`, S>
}

/** A whole process's settings: the shared ones, its own, and the rules that join several. */
export function settingsSchema<Own extends z.ZodRawShape>(own: Own) {
  return z
    .object({ ...processSettings, ...listenSettings, ...own })
    .refine(liveIsHttps, {
      ...joinedRule('PUBLIC_URL'),
      error: 'Set PUBLIC_URL to the https address people use: live mode does not serve http.',
    })
    .refine(liveKnowsItsProxies, {
      ...joinedRule('TRUSTED_PROXIES'),
      error: 'Set TRUSTED_PROXIES to how many proxies of yours stand in front, 0 if none.',
    })
    .refine(demoIsLocal, {
      ...joinedRule('HOST'),
      error: 'Set HOST to 127.0.0.1, or WAYMARK_MODE to live: demo listens on this machine only.',
    })
}

/** A rule over several variables is checked even when others are wrong, in its own sentence. */
function joinedRule(name: string) {
  return { path: [name], params: { wholeSentence: true }, when: () => true }
}

interface ModeGiven {
  readonly WAYMARK_MODE?: unknown
  readonly HOST?: unknown
  readonly PUBLIC_URL?: unknown
  readonly TRUSTED_PROXIES?: unknown
}

function liveIsHttps(given: ModeGiven): boolean {
  return given.WAYMARK_MODE !== 'live' || String(given.PUBLIC_URL).startsWith('https://')
}

/** A wrong count either lets callers invent their address or makes all of them one. */
function liveKnowsItsProxies(given: ModeGiven): boolean {
  return given.WAYMARK_MODE !== 'live' || given.TRUSTED_PROXIES !== undefined
}

function demoIsLocal(given: ModeGiven): boolean {
  return given.WAYMARK_MODE !== 'demo' || isLoopback(String(given.HOST))
}

/** Whether a host's name or address means this machine alone; IPv6 with or without brackets. */
export function isLoopback(host: string): boolean {
  if (host === '[::1]') return true
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function isOrigin(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.href === `${url.origin}/`
}

/** The address people use, without a slash at the end. */
export function publicUrl(settings: { PUBLIC_URL?: string | undefined; PORT: number }): string {
  return new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).origin
}

/** The absolute folder of key files. */
export function secretsDir(settings: {
  SECRETS_DIR?: string | undefined
  DATA_DIR: string
}): string {
  return resolve(settings.SECRETS_DIR ?? join(settings.DATA_DIR, 'secrets'))
}
