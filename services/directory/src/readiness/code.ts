import { createHmac, timingSafeEqual } from 'node:crypto'

const codes = 1_000_000
const readBytes = 6

/** The six digits sent for a proof: worked out from its id, so that no record holds them. */
export function mailboxCode(key: Uint8Array, tenant: string, proofId: string): string {
  const digest = createHmac('sha256', key).update(`mailbox-code\n${tenant}\n${proofId}`).digest()
  return String(digest.readUIntBE(0, readBytes) % codes).padStart(6, '0')
}

/** Whether the digits are the same, in the same time whatever they are. */
export function isSameCode(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
