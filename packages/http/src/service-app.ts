import { OpenAPIHono } from '@hono/zod-openapi'
import type { SigningKey } from '@waymark/auth'
import { AppError, type Clock, type ServiceName } from '@waymark/core'
import type { Logger, Metrics } from '@waymark/runtime'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Identify } from './identify.ts'
import { problemResponse, toAppError } from './problem.ts'
import { traceFrom, withTrace } from './trace.ts'

export interface ServiceAppOptions {
  readonly service: ServiceName
  readonly identify: Identify
  readonly log: Logger
  readonly now: Clock
  /** The public half is served for others to check this service's tokens. */
  readonly key: SigningKey
  /** Tests fail on an answer off its contract; production strips what is not in it. */
  readonly strictAnswers: boolean
  readonly metrics?: Pick<Metrics, 'observeRequest'>
  readonly timeoutMs?: number
}

/** What each request carries from the first middleware on. */
export interface ServiceEnv {
  Variables: { traceId: string }
}

/** A service under construction: routes are mounted on it, then its `fetch` is served or called. */
export interface ServiceApp extends ServiceAppOptions {
  readonly hono: OpenAPIHono<ServiceEnv>
  readonly fetch: (request: Request) => Promise<Response>
}

const defaultTimeoutMs = 20_000

/** Where a service shows the public half of its key (RFC 7517). */
export const keysPath = '/.well-known/jwks.json'

/** Where a service shows other services its log. */
export const eventsPath = '/internal/events'

const housekeeping: readonly string[] = [keysPath, eventsPath]

/** Builds what every service shares: trace ids, time limits, one mapper from errors to answers. */
export function createServiceApp(options: ServiceAppOptions): ServiceApp {
  // Non-strict: a path with a trailing slash is the same path.
  const hono = new OpenAPIHono<ServiceEnv>({ strict: false })
  const { service } = options
  const answerError = (error: unknown, context: Context<ServiceEnv>) => {
    const known = knownError(error)
    const traceId = context.get('traceId')
    if (known.code === 'internal') {
      const route = context.req.routePath
      options.log.error('request.failed', { route, traceId, error: known.cause })
    }
    return problemResponse(known, traceId)
  }
  hono.onError(answerError)
  hono.notFound((context) =>
    answerError(new AppError('notFound', 'There is nothing here.'), context),
  )
  hono.use(async (context, next) => {
    const startedMs = performance.now()
    const traceId = traceFrom(context.req.raw)
    context.set('traceId', traceId)
    await withTrace(traceId, () => withTimeout(next(), options.timeoutMs ?? defaultTimeoutMs))
    const durationMs = performance.now() - startedMs
    // Set on the answer there is: `context.header` would make another of it, its body a stream.
    const { status, headers } = context.res
    headers.set('x-trace-id', traceId)
    headers.set('x-content-type-options', 'nosniff')
    const { method, routePath: route } = context.req
    options.metrics?.observeRequest({ service, route, method, status }, durationMs)
    options.log[loudnessOf(route, status)]('request.answered', {
      ...{ route, method, status, traceId },
      durationMs: Math.round(durationMs),
    })
  })
  hono.get(keysPath, (context) => context.json({ keys: [options.key.publicJwk] }))
  return { ...options, hono, fetch: async (request) => hono.fetch(request) }
}

/** Services ask each other for news every few seconds, all day: that it went well is no news. */
function loudnessOf(route: string, status: number): 'debug' | 'info' {
  return status < 400 && housekeeping.includes(route) ? 'debug' : 'info'
}

/** Hono's own refusals (a broken form, a bad escape) are malformed input, never a 500. */
export function knownError(error: unknown): AppError {
  if (error instanceof HTTPException && error.status < 500) {
    return new AppError('malformed', 'We could not read that request.')
  }
  return toAppError(error)
}

async function withTimeout(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new AppError(
          'unavailable',
          'That took too long. It may or may not have been done: check, then try again.',
        ),
      )
    }, timeoutMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
