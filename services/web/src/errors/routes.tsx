import { AppError } from '@waymark/core'
import { knownError, type ServiceApp, type ServiceEnv } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { ErrorView } from './view.tsx'

/** Turns what a page throws into a page. */
export function errorPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const answer = async (given: unknown, context: Context<ServiceEnv>) => {
    const error = knownError(given)
    const traceId = context.get('traceId')
    if (error.code === 'internal') {
      deps.log.error('request.failed', {
        route: context.req.routePath,
        traceId,
        error: error.cause,
      })
    }
    const { frame } = await visitors.of(context)
    context.header('cache-control', 'no-store')
    return context.html(<ErrorView frame={frame} error={error} traceId={traceId} />, error.status)
  }
  hono.onError(answer)
  hono.notFound((context) =>
    answer(new AppError('notFound', 'It may have moved, or the address may be mistyped.'), context),
  )
}
