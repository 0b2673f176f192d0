import { createHmac, randomUUID, sign } from 'node:crypto'
import { createSigner, type SigningKey, signingKeyFromSeed } from '@waymark/auth'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
]

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

test.each(forgeries)('secure: the running house refuses a token with %s', async (_, forge) => {
  for (const method of ['POST', 'GET'] as const) {
    const answer = await call(forge(), method)
    expect(answer.status, method).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
  }
})
