import type { Context } from 'hono'
import type { FormProblem } from '../forms.ts'
import { type Following, page, type RefusedStatus } from './follow.tsx'
import { type Done, doneWords, ReferralView } from './view.tsx'

interface Shown extends Following {
  readonly isSent?: boolean
  readonly done?: string | undefined
  readonly problems?: readonly FormProblem[]
  readonly status?: RefusedStatus
}

/** The page of a referral, with what was just done or could not be. */
export async function showReferral(context: Context, shown: Shown): Promise<Response> {
  const { visitor, referral, today, isSent = false, problems = [], status } = shown
  const done = (Object.keys(doneWords) as Done[]).find((each) => each === shown.done)
  context.header('vary', 'X-Fragment')
  const view = (
    <ReferralView frame={visitor.frame} {...{ referral, today, isSent, done, problems }} />
  )
  return page(context, view, status)
}
