import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

/** Makes ids; injected, so that a seed or a test can make the same ones twice. */
export type NewId = () => string

/** UUID version 7 (RFC 9562, 5.7, method 1): in one process later ids sort after earlier ones. */
export function createIds(clock: Clock, random: (size: number) => Uint8Array = randomBytes): NewId {
  let lastMs = 0
  let counter = 0
  return () => {
    const nowMs = clock().getTime()
    if (nowMs > lastMs) {
      lastMs = nowMs
      counter = ((random(2)[0] ?? 0) & 0x07) << 8
    } else if (counter === 0xfff) {
      lastMs += 1
      counter = 0
    } else {
      counter += 1
    }
    return format(lastMs, counter, random(8))
  }
}

function format(ms: number, counter: number, tail: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0')
  const high = (0x7000 | counter).toString(16)
  const bytes = Array.from(tail, (byte, index) => (index === 0 ? (byte & 0x3f) | 0x80 : byte))
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${rest.slice(0, 4)}-${rest.slice(4)}`
}
