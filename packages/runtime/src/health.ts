import { endsWithin } from './bounded.ts'

/** How one concern (records, search, queue) is: which engine serves it, and whether it can. */
export interface ConcernHealth {
  readonly engine: string
  readonly ready: boolean
  /** A plain sentence for the operator. Never a value or the message of an error. */
  readonly detail?: string
}

export interface HealthReport {
  /** Every concern that requests need is ready, and the process is not stopping. */
  readonly ready: boolean
  readonly stopping: boolean
  readonly concerns: Readonly<Record<string, ConcernHealth>>
}

export interface Health {
  /**
   * Adds a concern. A check that throws, or takes longer than the limit, is not ready. One that
   * requests can do without shows as not ready, but does not make the process so.
   */
  register(
    concern: string,
    check: () => Promise<ConcernHealth>,
    options?: { readonly requestsNeedIt?: boolean },
  ): void
  report(): Promise<HealthReport>
  /** From now on not ready, so that a load balancer sends nobody here. */
  setStopping(): void
}

/** What `/readyz` answers from. `limitMs` bounds each check; they run side by side. */
export function createHealth({ limitMs = 2000 }: { readonly limitMs?: number } = {}): Health {
  const concerns = new Map<string, () => Promise<ConcernHealth>>()
  const needed = new Set<string>()
  let stopping = false
  return {
    register(concern, check, { requestsNeedIt = true } = {}) {
      if (concerns.has(concern)) throw new Error('A health concern is registered once.')
      concerns.set(concern, boundedCheck(check, limitMs))
      if (requestsNeedIt) needed.add(concern)
    },
    async report() {
      const checked = await Promise.all(
        [...concerns].map(async ([concern, check]) => [concern, await check()] as const),
      )
      const lacking = checked.filter(([concern, health]) => needed.has(concern) && !health.ready)
      const ready = !stopping && lacking.length === 0
      return { ready, stopping, concerns: Object.fromEntries(checked) }
    },
    setStopping() {
      stopping = true
    },
  }
}

/** A check that hangs is not started again until it ends, or every probe would add one more. */
function boundedCheck(check: () => Promise<ConcernHealth>, limitMs: number) {
  let engine = 'unknown'
  let running: Promise<ConcernHealth> | undefined
  const run = async (): Promise<ConcernHealth> => {
    try {
      const health = await check()
      engine = health.engine
      return health
    } catch {
      return { engine, ready: false, detail: 'The check failed.' }
    } finally {
      running = undefined
    }
  }
  return async (): Promise<ConcernHealth> => {
    running ??= run()
    const answer = running
    if (await endsWithin(answer, limitMs)) return answer
    return { engine, ready: false, detail: `No answer within ${limitMs / 1000} seconds.` }
  }
}
