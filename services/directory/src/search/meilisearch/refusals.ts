import { AppError, isAppError, unavailable } from '@waymark/core'
import { type EnqueuedTaskPromise, MeilisearchApiError, type WaitOptions } from 'meilisearch'

/** The engine's own code for what went wrong, where it said one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof MeilisearchApiError ? error.cause?.code : undefined
}

/**
 * `unavailable` where another engine may answer instead: away, slow, not filled, or it does not
 * take our key. `internal` where it refused what we asked: a fault of ours, never "nothing found".
 */
export function plainly(error: unknown): AppError {
  if (isAppError(error)) return error
  const code = codeOf(error)
  if (code === 'index_not_found' || code === 'document_not_found') {
    return unavailable('Search is being made ready. Try again in a moment.', error)
  }
  const status = error instanceof MeilisearchApiError ? error.response.status : 503
  const isOurs = status < 500 && ![401, 403, 408, 429].includes(status)
  if (isOurs) return new AppError('internal', 'That search could not be made.', { cause: error })
  return unavailable('Search does not answer. Try again in a moment.', error)
}

/**
 * Waits until the engine has done what it queued. Throws when it failed, for its failures show
 * nowhere else; one with the `expected` code is taken for done.
 */
export async function settled(
  enqueued: EnqueuedTaskPromise,
  wait: WaitOptions,
  expected?: string,
): Promise<void> {
  const { status, error } = await enqueued.waitTask(wait)
  if (status === 'succeeded' || (expected !== undefined && error?.code === expected)) return
  const cause = new Error(`Task ended as ${status}: ${error?.code ?? 'without a code'}`)
  throw new AppError('internal', 'The search engine did not take a change.', { cause })
}
