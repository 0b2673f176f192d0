import { randomUUID } from 'node:crypto'
import type { Route, ServiceApi } from '@waymark/contracts'
import { AppError, type ServiceName, unavailable } from '@waymark/core'
import { z } from 'zod'
import { problem } from './problem.ts'
import type { Send } from './send.ts'
import { currentTrace, traceHeader } from './trace.ts'

type Part<Name extends string, T> =
  Record<never, never> extends T ? { readonly [K in Name]?: T } : { readonly [K in Name]: T }

/** What a call gives: only the parts its route takes, and only the needed ones are needed. */
export type CallInput<R extends Route> = Part<'params', z.input<R['params']>> &
  Part<'query', z.input<R['query']>> &
  Part<'body', z.input<R['body']>> & {
    readonly ifMatch?: number
    /** The client makes one per call; a form that may be sent twice brings its own. */
    readonly idempotencyKey?: string
  }

type Caller<R extends Route> =
  Record<never, never> extends CallInput<R>
    ? (input?: CallInput<R>) => Promise<z.output<R['response']>>
    : (input: CallInput<R>) => Promise<z.output<R['response']>>

export type Client<Api extends ServiceApi> = {
  readonly [Name in keyof Api['routes']]: Caller<Api['routes'][Name]>
}

export interface ClientOptions {
  readonly send: Send
  /** The `Authorization` header for one call, or null to call as nobody. */
  authorise(audience: ServiceName): Promise<string | null>
}

/** The parts of a call as the wire takes them; the typed face of it is `CallInput`. */
interface AnyInput {
  readonly params?: Record<string, string>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
  readonly ifMatch?: number
  readonly idempotencyKey?: string
}

/**
 * A typed client for one service's routes. Throws the same `AppError` the service threw; an answer
 * that is not as the contract says is `unavailable`.
 */
export function createClient<Api extends ServiceApi>(
  api: Api,
  options: ClientOptions,
): Client<Api> {
  const callers = Object.entries(api.routes).map(([name, route]) => [
    name,
    (input: AnyInput = {}) => call(api.service, route, options, input),
  ])
  // The entries are made one for one from the routes whose types they are given.
  return Object.fromEntries(callers) as Client<Api>
}

async function call(
  service: ServiceName,
  route: Route,
  options: ClientOptions,
  input: AnyInput,
): Promise<unknown> {
  const headers = new Headers({ traceparent: traceHeader(currentTrace()) })
  const authorisation = await options.authorise(service)
  if (authorisation !== null) headers.set('authorization', authorisation)
  if (input.ifMatch !== undefined) headers.set('if-match', `"${input.ifMatch}"`)
  if (route.idempotent) headers.set('idempotency-key', input.idempotencyKey ?? randomUUID())
  if (route.method !== 'get') headers.set('content-type', 'application/json')
  const request = new Request(addressOf(service, route, input), {
    method: route.method.toUpperCase(),
    headers,
    ...(route.method === 'get' ? {} : { body: JSON.stringify(input.body ?? {}) }),
  })
  const response = await options.send(service, request)
  if (!response.ok) throw await errorOf(response)
  if (route.status === 204) return undefined
  const answer = z.safeParse(route.response, await response.json())
  if (!answer.success) throw unavailable(`The ${service} service gave an answer we cannot read.`)
  return answer.data
}

function addressOf(service: ServiceName, route: Route, input: AnyInput): URL {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  )
  const address = new URL(`http://${service}.internal/api/${service}/v1${path}`)
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null || item === '' || item === false) continue
      address.searchParams.append(name, item === true ? '1' : String(item))
    }
  }
  return address
}

/** The parts of a problem that become the error again; the rest is for people and logs. */
const usedOfProblem = problem.pick({ code: true, detail: true, errors: true, allowed: true })

async function errorOf(response: Response): Promise<AppError> {
  const parsed = usedOfProblem.safeParse(await response.json().catch(() => null))
  if (!parsed.success)
    return unavailable('Part of Waymark is not answering just now. Try again soon.')
  const { code, detail, errors, allowed } = parsed.data
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new AppError(code, detail, {
    ...(errors === undefined ? {} : { problems: errors }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
  })
}
