import { createHmac, timingSafeEqual } from 'node:crypto'

const idBytes = 16
const sealBytes = 32
const shape = /^[A-Za-z0-9_-]{64}$/

/**
 * The secret of an answer link: the check's id and its seal (HMAC-SHA-256), base64url. It is worked
 * out whenever it is needed, so that no copy of the records holds a link that works.
 */
export function sealLink(key: Uint8Array, tenant: string, checkId: string): string {
  const id = Buffer.from(checkId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, sealOf(key, tenant, checkId)]).toString('base64url')
}

/** The id of the check that a link opens; null for one that is cut, altered or not ours. */
export function openLink(key: Uint8Array, tenant: string, token: string): string | null {
  if (!shape.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + sealBytes) return null
  const checkId = toId(bytes.subarray(0, idBytes).toString('hex'))
  const isOurs = timingSafeEqual(bytes.subarray(idBytes), sealOf(key, tenant, checkId))
  return isOurs ? checkId : null
}

function sealOf(key: Uint8Array, tenant: string, checkId: string): Buffer {
  return createHmac('sha256', key).update(`listing-check\n${tenant}\n${checkId}`).digest()
}

function toId(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20)].join('-')
}
