import type { Clock } from '@waymark/core'

export interface FakeClock {
  readonly now: Clock
  advance(byMs: number): void
  set(instant: string): void
}

/** A clock that moves only when told to. Starts on a Sunday morning in winter. */
export function fakeClock(start = '2026-11-22T09:00:00.000Z'): FakeClock {
  let nowMs = Date.parse(start)
  return {
    now: () => new Date(nowMs),
    advance: (byMs) => {
      nowMs += byMs
    },
    set: (instant) => {
      nowMs = Date.parse(instant)
    },
  }
}
