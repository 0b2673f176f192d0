import { keysOf, londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { askNextPages } from './ask-next-routes.tsx'
import { type Follow, following, page, pageNumberOf, signInFirst, wantsLive } from './follow.tsx'
import { ReferralsList, ReferralsView, type Shown, shownStates } from './list.tsx'
import { outcomePages } from './outcome-routes.tsx'
import { showReferral } from './show.tsx'
import { stepPages } from './step-routes.tsx'
import { ReferralStanding } from './view.tsx'

/** Following referrals: the list, each one, and what can be done about it. */
export function referralPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const follow: Follow = { deps, visitors }
  hono.get('/referrals', async (context) => {
    const visitor = await visitors.of(context)
    if (visitor.userId === null) return signInFirst(context)
    const shown = shownOf(context.req.query('show'))
    const query = { state: shown, page: pageNumberOf(context) }
    const found = await visitor.referrals.listReferrals({ query })
    const list = { page: found, shown, today: londonDay(deps.now()) }
    return live(context, <ReferralsList {...list} />, () => (
      <ReferralsView frame={visitor.frame} {...list} />
    ))
  })
  hono.get(
    referralPath,
    following(follow, async (context, given) => {
      const { referral, today } = given
      const isSent = context.req.query('sent') === '1'
      const standing = { referral, today, isSent }
      if (wantsLive(context)) return live(context, <ReferralStanding {...standing} />)
      return showReferral(context, { ...given, isSent, done: context.req.query('done') })
    }),
  )
  stepPages(hono, follow)
  outcomePages(hono, follow)
  askNextPages(hono, follow)
}

/** Only an id: other words after `/referrals/` are pages of their own. */
export const referralPath = '/referrals/:id{[0-9a-f-]{36}}'

type Html = Parameters<Context['html']>[0]

/** Only what may have changed, for the script; otherwise the whole page around it. */
function live(context: Context, parts: Html, whole?: () => Html): Response | Promise<Response> {
  context.header('vary', 'X-Fragment')
  return page(context, whole === undefined || wantsLive(context) ? parts : whole())
}

function shownOf(asked: string | undefined): Shown {
  return keysOf(shownStates).find((each) => each === asked) ?? 'all'
}
