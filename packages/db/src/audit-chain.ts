import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { AuditKey } from './transaction.ts'

/** What an act is noted with: codes, ids and counts; words only where erasure will reach them. */
export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>

/** What the chain's code covers. The detail itself stays out of it, so that it can be erased. */
export interface AuditFacts {
  readonly tenant: string
  readonly previous: string
  readonly keyId: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly occurredAt: string
  readonly digest: string
}

export interface SealedDetail {
  readonly digest: string
  readonly salt: string | null
  readonly detail: string | null
}

/** Before the first row of a tenant's chain. */
export const chainStart = ''

/** HMAC-SHA256 over every fact, as a JSON list: no two sets of facts read the same. */
export function macOf(facts: AuditFacts, secret: Uint8Array): string {
  const { tenant, previous, keyId, actor, action, subject, occurredAt, digest } = facts
  const list = [previous, keyId, tenant, actor, action, subject, occurredAt, digest]
  return createHmac('sha256', secret).update(JSON.stringify(list)).digest('hex')
}

/** A detail with the salted digest that stands for it in the chain. No detail, no salt. */
export function sealDetail(detail: AuditDetail | undefined): SealedDetail {
  if (detail === undefined) return { digest: '', salt: null, detail: null }
  const text = JSON.stringify(detail)
  const salt = randomBytes(16).toString('hex')
  return { digest: digestOf(text, salt), salt, detail: text }
}

/** True for a detail that is as it was written, and for one that was erased. */
export function detailHolds(sealed: SealedDetail): boolean {
  if (sealed.salt === null || sealed.detail === null) {
    return sealed.salt === null && sealed.detail === null
  }
  return sealed.digest === digestOf(sealed.detail, sealed.salt)
}

/** The row's code, made with the key it names, follows from its facts. */
export function macHolds(facts: AuditFacts, mac: string, keys: readonly AuditKey[]): boolean {
  const key = keys.find((candidate) => candidate.id === facts.keyId)
  if (key === undefined) return false
  const expected = Buffer.from(macOf(facts, key.secret))
  const given = Buffer.from(mac)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function digestOf(detail: string, salt: string): string {
  return createHmac('sha256', salt).update(detail).digest('hex')
}
