import { timingSafeEqual } from 'node:crypto'
import { type Sealing, sealedDigest } from './sealed-digest.ts'

const codes = 1_000_000
const readBytes = 6

/** Six digits for one record: worked out from its id, so that no record holds them. */
export function oneTimeCode({ id, ...sealing }: Sealing & { readonly id: string }): string {
  const digest = sealedDigest(sealing, id)
  return String(digest.readUIntBE(0, readBytes) % codes).padStart(6, '0')
}

/** Whether the digits are the same, in the same time whatever they are. */
export function isSameCode(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
