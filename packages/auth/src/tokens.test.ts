import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createIds, type ServiceName } from '@waymark/core'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { signingKeyFromSeed } from './keys.ts'
import { createSigner, createVerifier } from './tokens.ts'

const start = Date.parse('2026-11-22T09:00:00Z')
const seedOf = (fill: number) => new Uint8Array(32).fill(fill)
const identityKey = await signingKeyFromSeed(seedOf(1))
const webKey = await signingKeyFromSeed(seedOf(2))
const strangerKey = await signingKeyFromSeed(seedOf(3))
const userId = '01900000-0000-7000-8000-000000000001'
const user = { userId, tenant: 'demo', memberships: [{ role: 'linkWorker' as const }] }

let nowMs = start
const now = () => new Date(nowMs)
const newId = createIds(now)
const identity = createSigner({ service: 'identity', key: identityKey, now, newId })
const web = createSigner({ service: 'web', key: webKey, now, newId })
const keys: Partial<Record<ServiceName, typeof webKey>> = { identity: identityKey, web: webKey }
const verify = createVerifier({
  service: 'directory',
  now,
  keysOf: async (issuer) => ({ keys: [keys[issuer]?.publicJwk ?? strangerKey.publicJwk] }),
})

const claims = { sub: userId, tenant: 'demo', memberships: [{ role: 'administrator' }] }
const seconds = start / 1000

/** A token that is right in everything, to be spoiled in one thing. */
function aToken(header: Record<string, unknown> = {}, body: Record<string, unknown> = claims) {
  return new SignJWT(body)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'waymark-user+jwt', kid: identityKey.kid, ...header })
    .setIssuer('identity')
    .setAudience('directory')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .setJti('one')
}

function unsigned(header: object, body: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part(body)}.${signature}`
}

const whole = {
  ...claims,
  iss: 'identity',
  aud: 'directory',
  iat: seconds,
  exp: seconds + 60,
  jti: 'x',
}
const { exp: _, ...endless } = whole
const header = { typ: 'waymark-user+jwt', kid: identityKey.kid }

function withPublicKeyAsSecret(): string {
  const text = unsigned({ ...header, alg: 'HS256' }, whole).slice(0, -1)
  const secret = Buffer.from(identityKey.publicJwk.x ?? '', 'base64url')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

test('happy: a user token says who it is and what they may do', async () => {
  nowMs = start
  expect(await verify(await identity.signUser(user, 'directory'))).toEqual({
    kind: 'user',
    ...user,
  })
})

test('happy: a service token speaks for its service and for nobody', async () => {
  nowMs = start
  expect(await verify(await web.signService('demo', 'directory'))).toEqual({
    kind: 'service',
    service: 'web',
    tenant: 'demo',
  })
})

test('happy: a clock five seconds behind is forgiven', async () => {
  nowMs = start + 5_000
  const token = await identity.signUser(user, 'directory')
  nowMs = start
  expect(await verify(token)).toMatchObject({ userId })
})

test('happy: the same seed gives the same key, another seed another', async () => {
  expect((await signingKeyFromSeed(seedOf(1))).kid).toBe(identityKey.kid)
  expect(webKey.kid).not.toBe(identityKey.kid)
})

const forgeries: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['no signature at all', () => unsigned({ ...header, alg: 'none' }, whole)],
  ['the public key used as a shared secret', withPublicKeyAsSecret],
  ['a stranger’s key under our key id', () => aToken().sign(strangerKey.privateKey)],
  ['a stranger’s key id', () => aToken({ kid: strangerKey.kid }).sign(strangerKey.privateKey)],
  [
    'a key brought along in the header',
    () => aToken({ jwk: strangerKey.publicJwk }).sign(strangerKey.privateKey),
  ],
  ['another audience', () => identity.signUser(user, 'identity')],
  ['two audiences', () => aToken().setAudience(['directory', 'web']).sign(identityKey.privateKey)],
  [
    'no expiry',
    () =>
      new SignJWT(endless)
        .setProtectedHeader({ ...header, alg: 'EdDSA' })
        .sign(identityKey.privateKey),
  ],
  [
    'an expiry far ahead of an old issue',
    () =>
      aToken()
        .setIssuedAt(seconds - 3600)
        .setExpirationTime(seconds + 3600)
        .sign(identityKey.privateKey),
  ],
  [
    'an issue in the future',
    () =>
      aToken()
        .setIssuedAt(seconds + 60)
        .setExpirationTime(seconds + 120)
        .sign(identityKey.privateKey),
  ],
  ['no tenant', () => aToken({}, { ...claims, tenant: undefined }).sign(identityKey.privateKey)],
  [
    'a role nobody has',
    () => aToken({}, { ...claims, memberships: [{ role: 'king' }] }).sign(identityKey.privateKey),
  ],
  [
    'a user token signed by web',
    () => aToken({ kid: webKey.kid }).setIssuer('web').sign(webKey.privateKey),
  ],
  [
    'a service token in another’s name',
    () =>
      aToken({ typ: 'waymark-service+jwt', kid: webKey.kid }, { sub: 'identity', tenant: 'demo' })
        .setIssuer('web')
        .sign(webKey.privateKey),
  ],
  ['a user token with another type', () => aToken({ typ: 'JWT' }).sign(identityKey.privateKey)],
  ['an issuer nobody knows', () => aToken().setIssuer('elsewhere').sign(identityKey.privateKey)],
  [
    'a body changed after signing',
    async () => {
      const [head, , signature] = (await identity.signUser(user, 'directory')).split('.')
      return `${head}.${Buffer.from(JSON.stringify(whole)).toString('base64url')}.${signature}`
    },
  ],
  [
    'another curve',
    async () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      return aToken({ alg: 'ES256' }).sign(privateKey)
    },
  ],
  ['an empty string', () => ''],
  ['words', () => 'let.me.in'],
]

test.each(forgeries)('secure: refuses %s', async (_, forge) => {
  nowMs = start
  await expect(verify(await forge())).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('secure: a token is over after sixty seconds and the skew', async () => {
  nowMs = start
  const token = await identity.signUser(user, 'directory')
  nowMs = start + 66_000
  await expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' })
})
