import { createHash } from 'node:crypto'
import type { NewId } from '@waymark/core'

/**
 * Ids of demo records are made from their keys (UUID version 8, RFC 9562), so that a seed that was
 * cut off finds what it has made, and the demo has the same addresses on every machine.
 */
export function seedId(key: string): string {
  const hex = createHash('sha256').update(`waymark demo ${key}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** First the record's own id, then one more for each part of it. */
export function seedIds(key: string): NewId {
  let made = 0
  return () => {
    const id = seedId(made === 0 ? key : `${key} ${made}`)
    made += 1
    return id
  }
}
