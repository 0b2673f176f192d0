import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { exportJWK, type JWK } from 'jose'

/** An Ed25519 key that signs tokens, and its public half as others fetch it. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicJwk: JWK
}

// PKCS#8 wrapping of a bare Ed25519 seed (RFC 8410, section 7).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Derives a signing key from 32 secret bytes; the same seed gives the same key and key id. */
export async function signingKeyFromSeed(seed: Uint8Array): Promise<SigningKey> {
  const der = Buffer.concat([pkcs8Prefix, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const jwk = await exportJWK(createPublicKey(privateKey))
  const kid = createHash('sha256').update(`${jwk.crv}.${jwk.x}`).digest('base64url').slice(0, 16)
  return { kid, privateKey, publicJwk: { ...jwk, kid, alg: 'EdDSA', use: 'sig' } }
}

/** The public keys of one issuer, as its `/.well-known/jwks.json` answers them (RFC 7517). */
export interface KeySet {
  readonly keys: readonly JWK[]
}
