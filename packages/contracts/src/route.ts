import type { Role, ServiceName } from '@waymark/core'
import { z } from 'zod'

/** Who may call a route: anybody, a role, a service by name, or the operator of the machine. */
export type Caller = 'public' | 'operator' | Role | `service:${ServiceName}`

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

type Schema = z.core.$ZodType
type NoInput = z.ZodObject<Record<never, never>, z.core.$strict>

/** What a route takes where it names no schema. */
const none: NoInput = z.strictObject({})

export interface Route<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Response extends Schema = Schema,
> {
  readonly method: Method
  /** Below `/api/<service>/v1`, with `{name}` for each parameter. */
  readonly path: `/${string}`
  readonly summary: string
  readonly allow: readonly [Caller, ...Caller[]]
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly response: Response
  readonly status: 200 | 201 | 202 | 204
  /** The edit needs `If-Match` with the version it read: 428 without, 412 when stale. */
  readonly ifMatch: boolean
  /**
   * The act needs an `Idempotency-Key`, so that pressing twice does it once: 400 without, 409 while
   * the first is being carried out, 422 with another body.
   */
  readonly idempotent: boolean
}

interface RouteGiven<P extends Schema, Q extends Schema, B extends Schema, R extends Schema> {
  readonly method: Method
  readonly path: `/${string}`
  readonly summary: string
  readonly allow: readonly [Caller, ...Caller[]]
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  readonly status?: 200 | 201 | 202 | 204
  readonly ifMatch?: boolean
  readonly idempotent?: boolean
}

/**
 * One value that types the route, the client and the API page. Inputs are strict (an unknown field
 * is refused); a schema left out means the route takes none.
 */
export function route<
  R extends Schema,
  P extends Schema = NoInput,
  Q extends Schema = NoInput,
  B extends Schema = NoInput,
>(given: RouteGiven<P, Q, B, R>): Route<P, Q, B, R> {
  return {
    status: 200,
    ifMatch: false,
    idempotent: false,
    ...given,
    // A schema left out takes its default type parameter, which is the type of `none`.
    params: given.params ?? (none as Schema as P),
    query: given.query ?? (none as Schema as Q),
    body: given.body ?? (none as Schema as B),
  }
}

/** Whether a body is read at all: an empty one would be refused as malformed. */
export function takesBody({ method, body }: Route): boolean {
  return method !== 'get' && body !== none
}

/** A service's routes by name: the thing services know of each other. */
export interface ServiceApi {
  readonly service: ServiceName
  readonly routes: Readonly<Record<string, Route>>
}
