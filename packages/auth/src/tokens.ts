import { membership } from '@waymark/contracts'
import {
  AppError,
  type Clock,
  type NewId,
  type ServiceActor,
  type ServiceName,
  serviceNames,
  type UserActor,
} from '@waymark/core'
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { KeySet, SigningKey } from './keys.ts'

/** How long a token lives. Short, so that a role taken away is gone within a minute. */
export const tokenLifetimeSeconds = 60
const clockSkewSeconds = 5
const userTokenType = 'waymark-user+jwt'
const serviceTokenType = 'waymark-service+jwt'

export interface TokenSigner {
  /** A token for one audience that speaks for a signed-in person. Only `identity` makes these. */
  signUser(user: Omit<UserActor, 'kind'>, audience: ServiceName): Promise<string>
  /** A fresh token for one call from this service to another. */
  signService(tenant: string, audience: ServiceName): Promise<string>
}

interface SignerOptions {
  readonly service: ServiceName
  readonly key: SigningKey
  readonly now: Clock
  readonly newId: NewId
}

/** Signs tokens of one audience and a minute's life, each with an id of its own. */
export function createSigner(options: SignerOptions): TokenSigner {
  const sign = (typ: string, audience: ServiceName, claims: Record<string, unknown>) => {
    const issuedAt = Math.floor(options.now().getTime() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ, kid: options.key.kid })
      .setIssuer(options.service)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenLifetimeSeconds)
      .setJti(options.newId())
      .sign(options.key.privateKey)
  }
  return {
    signUser: ({ userId, tenant, memberships }, audience) =>
      sign(userTokenType, audience, { sub: userId, tenant, memberships }),
    signService: (tenant, audience) =>
      sign(serviceTokenType, audience, { sub: options.service, tenant }),
  }
}

/** A token that opens two doors is refused at both. */
const oneAudience = z.object({ aud: z.string() })
const userClaims = z.object({
  sub: z.uuid(),
  tenant: z.string().min(1),
  memberships: z.array(membership),
})
const serviceName = z.enum(serviceNames)
const serviceClaims = z.object({ sub: serviceName, tenant: z.string().min(1) })
const namedKey = z.object({ kid: z.string() })

interface VerifierOptions {
  /** The service that checks: a token for another audience is refused. */
  readonly service: ServiceName
  readonly now: Clock
  /** Fetches an issuer's public keys; `fresh` asks past any cache, for a key just rotated in. */
  keysOf(issuer: ServiceName, options: { fresh: boolean }): Promise<KeySet>
}

type LocalKeys = ReturnType<typeof createLocalJWKSet>

export type VerifyToken = (token: string) => Promise<UserActor | ServiceActor>

/**
 * Checks a token: EdDSA only, one audience, a known issuer, at most 60 seconds old. Throws
 * `unauthenticated` for every fault alike, and `unavailable` when the issuer's keys cannot be had.
 */
export function createVerifier(options: VerifierOptions): VerifyToken {
  // A set imports its keys once: made anew for each token, it would for each.
  const sets = new WeakMap<KeySet, LocalKeys>()
  const setOf = (keys: KeySet): LocalKeys => {
    const known = sets.get(keys)
    if (known !== undefined) return known
    // The set is read-only to us and to jose, whose type is merely not marked so.
    const made = createLocalJWKSet({ keys: keys.keys as JWK[] })
    sets.set(keys, made)
    return made
  }
  return async (token) => {
    const issuer = issuerOf(token)
    const known = await options.keysOf(issuer, { fresh: false })
    const keys = hasKey(known, kidOf(token)) ? known : await options.keysOf(issuer, { fresh: true })
    try {
      const { payload, protectedHeader } = await jwtVerify(token, setOf(keys), {
        algorithms: ['EdDSA'],
        issuer,
        audience: options.service,
        requiredClaims: ['iss', 'sub', 'aud', 'iat', 'exp', 'jti', 'tenant'],
        maxTokenAge: tokenLifetimeSeconds,
        clockTolerance: clockSkewSeconds,
        currentDate: options.now(),
      })
      return toActor(issuer, protectedHeader.typ, payload)
    } catch (error) {
      throw signInAgain(error)
    }
  }
}

function toActor(
  issuer: ServiceName,
  typ: string | undefined,
  payload: unknown,
): UserActor | ServiceActor {
  oneAudience.parse(payload)
  if (typ === userTokenType && issuer === 'identity') {
    const { sub, tenant, memberships } = userClaims.parse(payload)
    return { kind: 'user', userId: sub, tenant, memberships }
  }
  if (typ === serviceTokenType) {
    const { sub, tenant } = serviceClaims.parse(payload)
    if (sub === issuer) return { kind: 'service', service: sub, tenant }
  }
  throw signInAgain()
}

function issuerOf(token: string): ServiceName {
  try {
    return serviceName.parse(decodeJwt(token).iss)
  } catch (error) {
    throw signInAgain(error)
  }
}

function kidOf(token: string): unknown {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(token.split('.')[0] ?? '', 'base64url').toString(),
    )
    return namedKey.parse(header).kid
  } catch (error) {
    throw signInAgain(error)
  }
}

function hasKey(set: KeySet, kid: unknown): boolean {
  return set.keys.some((key) => key.kid === kid)
}

function signInAgain(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'Your sign-in has ended. Sign in again.', { cause })
}
