import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const traces = new AsyncLocalStorage<string>()

/** Runs the work of one request under its trace id, which calls made on the way carry on. */
export function withTrace<T>(traceId: string, work: () => T): T {
  return traces.run(traceId, work)
}

/** The trace id of the request being answered, or a fresh one outside any request. */
export function currentTrace(): string {
  return traces.getStore() ?? newTrace()
}

/** The caller's trace id if its header is sound (W3C Trace Context), else a new one. */
export function traceFrom(request: Request): string {
  const match = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(
    request.headers.get('traceparent') ?? '',
  )
  return match?.[1] ?? newTrace()
}

/** The `traceparent` of a call made on the way (W3C Trace Context), with a span of its own. */
export function traceHeader(traceId: string): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`
}

function newTrace(): string {
  return randomBytes(16).toString('hex')
}
