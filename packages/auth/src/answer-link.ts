import { timingSafeEqual } from 'node:crypto'
import { type Sealing, sealedDigest } from './sealed-digest.ts'

const idBytes = 16
const sealBytes = 32
const shape = /^[A-Za-z0-9_-]{64}$/

/**
 * The secret of an answer link, base64url: the id (a UUID) of the row that can end it, and a seal.
 * It is worked out whenever it is needed, so that no copy of the records holds a link that works.
 */
export function sealLink({ id, ...sealing }: Sealing & { readonly id: string }): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, sealedDigest(sealing, id)]).toString('base64url')
}

/** The id that a link was made for; null for one that is cut, altered or not ours. */
export function openLink(sealing: Sealing, token: string): string | null {
  if (!shape.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + sealBytes) return null
  const id = toId(bytes.subarray(0, idBytes).toString('hex'))
  const isOurs = timingSafeEqual(bytes.subarray(idBytes), sealedDigest(sealing, id))
  return isOurs ? id : null
}

function toId(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20)].join('-')
}
