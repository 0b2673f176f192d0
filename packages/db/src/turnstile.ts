/** Lets one job through at a time, in the order they came. */
export type Turnstile = <T>(job: () => Promise<T>) => Promise<T>

/**
 * A FIFO queue of promises. The engine's calls are synchronous, so a turn of the event loop is
 * given between jobs: a long queue must not starve timers and sockets.
 */
export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const done = last.then(job)
    last = done.then(nextTurn, nextTurn)
    return done
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
