import { createHmac } from 'node:crypto'

/** What a secret is worked out from: whose, of which record, and for what it is used. */
export interface Sealing {
  /** 32 secret bytes. */
  readonly key: Uint8Array
  /** Keeps uses of one key apart: what was made for one purpose is worth nothing for another. */
  readonly purpose: string
  readonly tenant: string
}

/** HMAC-SHA-256 over purpose, tenant and id. None of them holds a line break. */
export function sealedDigest({ key, purpose, tenant }: Sealing, id: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${tenant}\n${id}`).digest()
}
