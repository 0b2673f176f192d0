/** Counts what is being answered, so that a stop can wait for it. */
export interface InFlight {
  readonly count: number
  /** Runs `work` as one request in flight, until its promise settles. */
  track<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing is in flight; at once when nothing is. */
  idle(): Promise<void>
}

/** A count that starts at nought. */
export function createInFlight(): InFlight {
  let count = 0
  let waiting: (() => void)[] = []
  return {
    get count() {
      return count
    },
    async track(work) {
      count += 1
      try {
        return await work()
      } finally {
        count -= 1
        if (count === 0) {
          for (const wake of waiting) wake()
          waiting = []
        }
      }
    },
    idle: () =>
      count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(() => resolve())),
  }
}
