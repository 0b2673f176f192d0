import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { listingCheckPages } from './listing/routes.tsx'
import { referralAnswerPages } from './referral/routes.tsx'

/** What a link from an e-mail opens. The link is the key: nobody signs in here. */
export function answerPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  listingCheckPages(hono, deps, visitors)
  referralAnswerPages(hono, deps, visitors)
}
