import { createHmac, randomUUID, sign } from 'node:crypto'
import { createSigner, type SigningKey, signingKeyFromSeed } from '@waymark/auth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'

const userId = '01900000-0000-7000-8000-00000000abcd'
const user = { userId, tenant: 'demo', memberships: [{ role: 'directoryEditor' as const }] }

let started: Started
let identityKey: SigningKey
let webKey: SigningKey
let strangerKey: SigningKey
beforeAll(async () => {
  started = await startWaymark()
  const { platform } = started
  identityKey = await signingKeyFromSeed(await platform.secret('identity-signing-key'))
  webKey = await signingKeyFromSeed(await platform.secret('web-signing-key'))
  strangerKey = await signingKeyFromSeed(new Uint8Array(32).fill(7))
})
afterAll(async () => {
  await started.stop()
})

interface Forgery {
  readonly key?: SigningKey
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token that is right in everything but what is said. `undefined` leaves a part out. */
function signed({ key = identityKey, header, claims }: Forgery): string {
  const text = `${encoded(rightHeader(header))}.${encoded({ ...rightClaims(), ...claims })}`
  return `${text}.${sign(null, Buffer.from(text), key.privateKey).toString('base64url')}`
}

function rightHeader(header: Forgery['header'] = {}) {
  return { alg: 'EdDSA', typ: 'waymark-user+jwt', kid: identityKey.kid, ...header }
}

function rightClaims() {
  const now = Math.floor(Date.now() / 1000)
  const { tenant, memberships } = user
  const times = { iat: now, exp: now + 60 }
  const from = { iss: 'identity', aud: 'directory', sub: userId, jti: randomUUID() }
  return { ...from, ...times, tenant, memberships }
}

function withPublicKeyAsSecret(): string {
  const text = `${encoded(rightHeader({ alg: 'HS256' }))}.${encoded(rightClaims())}`
  const secret = Buffer.from(identityKey.publicJwk.x ?? '', 'base64url')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

function promoted(): string {
  const [header, , signature] = signed({ claims: { memberships: [{ role: 'person' }] } }).split('.')
  return `${header}.${encoded(rightClaims())}.${signature}`
}

const hourAgo = () => Math.floor(Date.now() / 1000) - 3600

const forgeries: readonly (readonly [string, () => string])[] = [
  ['no signature', () => `${encoded(rightHeader({ alg: 'none' }))}.${encoded(rightClaims())}.`],
  ['the public key as a shared secret', withPublicKeyAsSecret],
  ['a stranger’s key under our key id', () => signed({ key: strangerKey })],
  [
    'a key brought along in the header',
    () => {
      const { publicJwk, kid } = strangerKey
      return signed({ key: strangerKey, header: { kid, jwk: publicJwk } })
    },
  ],
  ['a body changed after signing', promoted],
  ['another service’s audience', () => signed({ claims: { aud: 'identity' } })],
  ['an end that has passed', () => signed({ claims: { iat: hourAgo(), exp: hourAgo() + 60 } })],
  ['no end at all', () => signed({ claims: { exp: undefined } })],
  [
    'a user token signed by web',
    () => signed({ key: webKey, header: { kid: webKey.kid }, claims: { iss: 'web' } }),
  ],
  [
    'a service token in another’s name',
    () => {
      const header = { kid: webKey.kid, typ: 'waymark-service+jwt' }
      return signed({ key: webKey, header, claims: { iss: 'web', sub: 'identity' } })
    },
  ],
  ['an issuer nobody knows', () => signed({ claims: { iss: 'elsewhere' } })],
  ['no token at all', () => 'let.me.in'],
  ...['None', 'nOnE', 'HS256', 'RS256', 'ES256', 'EdDSA2', ''].map(
    (alg) => [`the algorithm "${alg}"`, () => signed({ header: { alg } })] as const,
  ),
  ...[undefined, 'JWT', 'waymark-service+jwt', 'WAYMARK-USER+JWT', ['waymark-user+jwt'], null].map(
    (typ) => [`the type ${JSON.stringify(typ)}`, () => signed({ header: { typ } })] as const,
  ),
  ...[undefined, '', '../identity', "' or '1'='1", 'k'.repeat(10_000), { $ne: '' }, 7].map(
    (kid) =>
      [
        `the key id ${JSON.stringify(kid)?.slice(0, 20)}`,
        () => signed({ key: strangerKey, header: { kid } }),
      ] as const,
  ),
  ['an address of keys to fetch', () => withStranger({ jku: 'https://evil.example/keys' })],
  ['an address of a certificate', () => withStranger({ x5u: 'https://evil.example/cert' })],
  ['a certificate brought along', () => withStranger({ x5c: ['AAAA'] })],
  ['a header that must be understood', () => signed({ header: { crit: ['exp'] } })],
  ['a body that is not encoded', () => signed({ header: { b64: false, crit: ['b64'] } })],
  ['compression', () => signed({ header: { zip: 'DEF' }, key: strangerKey })],
  ...[0, -1, 1.5, 'never', [], null, true].map(
    (exp) => [`the end ${JSON.stringify(exp)}`, () => signed({ claims: { exp } })] as const,
  ),
  ['a beginning that has not come', () => signed({ claims: { nbf: hourAgo() + 7200 } })],
  ['an age that cannot be read', () => signed({ claims: { iat: 'yesterday' } })],
  ['two audiences', () => signed({ claims: { aud: ['directory', 'identity'] } })],
  ['every audience', () => signed({ claims: { aud: '*' } })],
  ['no audience', () => signed({ claims: { aud: undefined } })],
  ['two issuers', () => signed({ claims: { iss: ['identity', 'web'] } })],
  ['no issuer', () => signed({ claims: { iss: undefined } })],
  ...[undefined, '', 'priya', [userId], { id: userId }].map(
    (sub) => [`the user ${JSON.stringify(sub)}`, () => signed({ claims: { sub } })] as const,
  ),
  ...[undefined, '', ['demo'], 7].map(
    (tenant) =>
      [`the tenant ${JSON.stringify(tenant)}`, () => signed({ claims: { tenant } })] as const,
  ),
  ...[undefined, {}, ['directoryEditor'], [{ role: 'root' }], [{ role: ['directoryEditor'] }]].map(
    (memberships) =>
      [
        `the memberships ${JSON.stringify(memberships)}`,
        () => signed({ claims: { memberships } }),
      ] as const,
  ),
  ['its signature cut off', () => signed({}).split('.').slice(0, 2).join('.')],
  ['an empty signature', () => `${signed({}).split('.').slice(0, 2).join('.')}.`],
  ['half a signature', () => signed({}).slice(0, -43)],
  ['a signature of nothing but zeros', () => withSignature(Buffer.alloc(64))],
  ['a signature of another token', () => withSignature(signatureOf(signed({})))],
  [
    'bytes after its signature',
    () => withSignature(Buffer.concat([signatureOf(signed({})), zero])),
  ],
  ['a part too many', () => `${signed({})}.e30`],
  ['five parts, as if encrypted', () => `${signed({})}.e30.e30`],
  ['its parts in another order', () => signed({}).split('.').toReversed().join('.')],
  ['a body that is no JSON', () => signedText('not json')],
  ['a body that is a list', () => signedText('[]')],
  ['eight thousand letters', () => 'a'.repeat(8_000)],
]

const zero = Buffer.alloc(1)

function withStranger(header: Readonly<Record<string, unknown>>): string {
  return signed({ key: strangerKey, header })
}

function signatureOf(token: string): Buffer {
  return Buffer.from(token.split('.')[2] ?? '', 'base64url')
}

/** A right token with other bytes where its signature was. */
function withSignature(signature: Buffer): string {
  const [header, body] = signed({}).split('.')
  return `${header}.${body}.${signature.toString('base64url')}`
}

function signedText(body: string): string {
  const text = `${encoded(rightHeader())}.${Buffer.from(body).toString('base64url')}`
  return `${text}.${sign(null, Buffer.from(text), identityKey.privateKey).toString('base64url')}`
}

/** Ways to hand over what is right in itself, or nearly, where it does not belong. */
const handedOver: readonly (readonly [string, () => Readonly<Record<string, string>>])[] = [
  ['in a cookie', () => ({ cookie: `waymark=${signed({})}` })],
  ['in a header of its own', () => ({ 'x-access-token': signed({}) })],
  ['without a scheme', () => ({ authorization: signed({}) })],
  ['as a name and a password', () => ({ authorization: `Basic ${btoa(`priya:${signed({})}`)}` })],
  ['twice', () => ({ authorization: `Bearer ${signed({})}, Bearer ${signed({})}` })],
  ['as the key of the operator', () => ({ authorization: `Operator ${signed({})}` })],
  ['with a guess at that key', () => ({ authorization: `Operator ${'A'.repeat(43)}` })],
  ['with half of that key', () => ({ authorization: `Operator ${operatorKey().slice(0, 21)}` })],
  ['with that key as a token', () => ({ authorization: `Bearer ${operatorKey()}` })],
  ['with that key and more', () => ({ authorization: `Operator ${operatorKey()}=` })],
]

const operatorKey = () => started.platform.operatorKey

async function call(token: string, method: 'GET' | 'POST'): Promise<Response> {
  return fetch(`${started.address}/api/directory/v1/listings`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  })
}

test('happy: a token of identity is let in, so what follows is refused for its fault', async () => {
  const { now, newId } = started.platform
  const identity = createSigner({ service: 'identity', key: identityKey, now, newId })
  for (const token of [await identity.signUser(user, 'directory'), signed({})]) {
    // Let in, and then told that the listing it sends is not one.
    expect((await call(token, 'POST')).status).toBe(422)
    expect((await call(token, 'GET')).status).toBe(200)
  }
})

test('secure: sixty kinds and more are tried', (context) => {
  const kinds = forgeries.length + handedOver.length
  const score = scoreOf(context, { area: 'Access', target: 'at least 60 kinds of forged token' })
  expect(kinds).toBeGreaterThanOrEqual(60)
  score(`${kinds} kinds, each a test of its own`)
})

test.each(handedOver)('secure: and one that is handed over %s', async (_, headers) => {
  for (const query of ['', `?access_token=${signed({})}`]) {
    const answer = await fetch(`${started.address}/api/directory/v1/listings${query}`, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(401)
  }
})

test.each(forgeries)('secure: the running house refuses a token with %s', async (_, forge) => {
  for (const method of ['POST', 'GET'] as const) {
    const answer = await call(forge(), method)
    expect(answer.status, method).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
  }
})
