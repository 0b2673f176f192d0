import { londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { readFindQuery } from './query.ts'
import { FindFragment, FindView } from './view.tsx'

/** The search page, whole or, for the script, only what an answer changes. */
export function findPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  hono.get('/', (context) => context.redirect('/find'))
  hono.get('/find', async (context) => {
    const query = readFindQuery(new URL(context.req.url).searchParams)
    const { frame, directory } = await visitors.of(context)
    const result = await directory.find({ query })
    const found = { result, query, today: londonDay(deps.now()) }
    context.header('vary', 'X-Fragment')
    context.header('cache-control', 'private, no-cache')
    const wantsFragment = context.req.header('x-fragment') === 'results'
    return context.html(
      wantsFragment ? <FindFragment {...found} /> : <FindView frame={frame} {...found} />,
    )
  })
}
