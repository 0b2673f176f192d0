import { isAppError, londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { ListingView } from './view.tsx'
import { ListingWithdrawnView } from './withdrawn.tsx'

export function listingPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  hono.get('/listings/:id', async (context) => {
    const { frame, directory } = await visitors.of(context)
    const backHref = searchBefore(context)
    context.header('cache-control', 'private, no-cache')
    try {
      const page = await directory.readListing({ params: { id: context.req.param('id') } })
      const today = londonDay(deps.now())
      return await context.html(
        <ListingView frame={frame} page={page} today={today} backHref={backHref} />,
      )
    } catch (error) {
      if (!isAppError(error, 'gone')) throw error
      context.status(410)
      return context.html(<ListingWithdrawnView frame={frame} similarHref={backHref} />)
    }
  })
}

/** The search somebody came from, so that going back loses nothing. */
function searchBefore(context: Context): string {
  const referer = URL.parse(context.req.header('referer') ?? '')
  const isSearch = referer?.host === new URL(context.req.url).host && referer.pathname === '/find'
  return referer !== null && isSearch ? `${referer.pathname}${referer.search}` : '/find'
}
