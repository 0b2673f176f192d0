import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { allows } from '@waymark/auth'
import { type Route, takesBody } from '@waymark/contracts'
import { type Actor, AppError, actorKey, invalid, notFound } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Context } from 'hono'
import { z } from 'zod'
import { oneAtATime } from './one-at-a-time.ts'
import { describeRoute } from './openapi.ts'
import { fieldProblems } from './problem.ts'
import { readJson } from './read-body.ts'
import type { ServiceApp } from './service-app.ts'

/** What a handler is given: checked, typed, and nothing else. */
export interface Call<R extends Route> {
  readonly actor: Actor
  readonly params: z.output<R['params']>
  readonly query: z.output<R['query']>
  readonly body: z.output<R['body']>
  /** The version the caller read, where the route needs `If-Match`; else 0. */
  readonly version: number
  /** The caller's `Idempotency-Key`, scoped to tenant, actor and route, where one is needed. */
  readonly once: OnceKey | undefined
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<z.input<R['response']>>

/**
 * Puts a route on a service: who may call it, what goes in and what comes out are checked here, for
 * every route alike, so that a handler holds none of it.
 */
export function mount<R extends Route>(app: ServiceApp, route: R, handler: Handler<R>): void {
  describeRoute(app, route)
  const handle = route.idempotent ? oneAtATime(handler) : handler
  const path = `/api/${app.service}/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
  app.hono.on(route.method.toUpperCase(), path, async (context) => {
    const actor = await app.identify(context.req.raw)
    if (!allows(route.allow, actor)) throw turnedAway(actor)
    const answer = await handle(await readCall(route, actor, context))
    return answerWith(app, route, answer)
  })
}

function turnedAway(actor: Actor): AppError {
  return actor.kind === 'public'
    ? new AppError('unauthenticated', 'Sign in to do that.')
    : new AppError('forbidden', 'Your role does not allow that.')
}

async function readCall<R extends Route>(
  route: R,
  actor: Actor,
  context: Context,
): Promise<Call<R>> {
  const params = z.safeParse(route.params, context.req.param())
  if (!params.success) throw notFound('page')
  const query = z.safeParse(route.query, singles(context.req.queries()))
  if (!query.success) {
    throw invalid('Some of the address needs mending.', fieldProblems(query.error.issues, '/query'))
  }
  const { text, value } = takesBody(route)
    ? await readJson(context.req.raw)
    : { text: '', value: {} }
  const body = z.safeParse(route.body, value)
  if (!body.success) {
    throw invalid('Some of that needs mending.', fieldProblems(body.error.issues, ''))
  }
  return {
    actor,
    // Each was parsed by the schema whose output type it is given; zod's core types do not say so.
    params: params.data as z.output<R['params']>,
    query: query.data as z.output<R['query']>,
    body: body.data as z.output<R['body']>,
    version: route.ifMatch ? readVersion(context.req.header('if-match')) : 0,
    once: route.idempotent ? readOnceKey(route, actor, context, text) : undefined,
  }
}

/** `a=1&b=2&b=3` as `{ a: '1', b: ['2', '3'] }`. */
function singles(queries: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => {
      const [only] = values
      return [name, values.length === 1 && only !== undefined ? only : values]
    }),
  )
}

function readVersion(header: string | undefined): number {
  if (header === undefined) {
    throw new AppError('preconditionRequired', 'Send If-Match with the version you read.')
  }
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())
  if (match === null) throw new AppError('malformed', 'If-Match must be one version, like "3".')
  return Number(match[1])
}

function readOnceKey(route: Route, actor: Actor, context: Context, body: string): OnceKey {
  const key = context.req.header('idempotency-key')
  if (key === undefined) {
    throw new AppError(
      'malformed',
      'Send an Idempotency-Key with this: a new one for each act, the same one to repeat it.',
    )
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError(
      'malformed',
      'An Idempotency-Key is 8 to 200 plain characters without spaces.',
    )
  }
  return {
    tenant: actor.tenant,
    actor: actorKey(actor),
    route: `${route.method} ${context.req.path}`,
    key,
    bodyHash: createHash('sha256').update(body).digest('hex'),
  }
}

function answerWith(app: ServiceApp, route: Route, answer: unknown): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (route.status === 204) return new Response(null, { status: 204, headers })
  const checked = z.safeParse(route.response, answer)
  if (!checked.success || (app.strictAnswers && !sameAsJson(checked.data, answer))) {
    throw new Error(`The answer of ${route.method} ${route.path} is not as its contract says.`)
  }
  const version = z.safeParse(z.object({ version: z.number() }), checked.data)
  if (version.success) headers.set('etag', `"${version.data.version}"`)
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(checked.data), { status: route.status, headers })
}

/** Whether the contract let everything through: a field it stripped is a field it does not know. */
function sameAsJson(parsed: unknown, answer: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(parsed)), JSON.parse(JSON.stringify(answer)))
}
