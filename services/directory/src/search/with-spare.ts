import { setTimeout as pause } from 'node:timers/promises'
import { isAppError, unavailable } from '@waymark/core'
import type { SearchAnswer, Searcher } from './port.ts'

export interface SpareOptions {
  /** The engine that should answer. */
  readonly main: Searcher
  /** The one inside the process, which answers while the main one is away or slow. */
  readonly spare: Searcher
  /** How long the main one has. */
  readonly limitMs?: number
  /** How long it is left alone after it was away, so that only one search in a while waits. */
  readonly restMs?: number
  /** Told when the main engine is given up for a while, with why. */
  readonly onAway?: (error: unknown) => void
}

/**
 * Asks the main engine, and the spare when it is `unavailable` or slow; such an answer says that it
 * is limited. A search that the main one refuses is refused: it is never asked elsewhere.
 */
export function withSpare(options: SpareOptions): Searcher {
  const { main, spare, limitMs = 300, restMs = 5000, onAway = () => {} } = options
  let restUntilMs = Number.NEGATIVE_INFINITY

  async function askSpare(request: Parameters<Searcher['search']>[0]): Promise<SearchAnswer> {
    return { ...(await spare.search(request)), limited: true }
  }

  return {
    async search(request) {
      if (performance.now() < restUntilMs) return askSpare(request)
      try {
        return await within(main.search(request), limitMs)
      } catch (error) {
        if (!isAppError(error, 'unavailable')) throw error
        if (performance.now() >= restUntilMs) onAway(error)
        restUntilMs = performance.now() + restMs
        return askSpare(request)
      }
    },
  }
}

async function within<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  const limit = new AbortController()
  const { signal } = limit
  const late = pause(limitMs, undefined, { signal }).then(
    () => Promise.reject(unavailable('Search does not answer. Try again in a moment.')),
    // Put aside because the answer came first.
    () => answer,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    limit.abort()
    // The loser of the race has nobody to be told by.
    late.catch(() => undefined)
    answer.catch(() => undefined)
  }
}
