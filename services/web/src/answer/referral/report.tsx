import { londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { outcomeFields } from '../../outcome/read-outcome.ts'
import { type Reporting, reportingPages, showKept } from '../../outcome/reporting.tsx'
import { nothingTyped } from '../../referrals/read-answer.ts'
import { atLink, tokenOf } from '../at-link.tsx'
import type { KeptTyped } from './face.tsx'
import { readAnswerSession } from './session.ts'
import { back, orFace, type Pages, pathOf, showFace, showLinked } from './show.tsx'

/** Who came and what happened, said by the link. */
export function linkReportingPages(hono: ServiceApp['hono'], path: string, pages: Pages): void {
  reportingPages(hono, path, (context, handle, form) => {
    const over = form === undefined ? nothingTyped : keptOf(context, form)
    const run = async () => {
      const session = readAnswerSession(context, pages.deps, pathOf(context))
      // A page below the link's own, opened by its address, leads to where its button is.
      if (session === null) {
        return form === undefined ? back(context) : showFace(context, pages, { over }, 401)
      }
      return handle(await reportingOf(context, pages, session))
    }
    return atLink(pages.visitors, orFace(pages, run, over))(context)
  })
}

/** What was typed before the half hour was over stands again in the next one. */
export async function showKeptReport(
  context: Context,
  pages: Pages,
  { session, form }: { readonly session: string; readonly form: URLSearchParams },
): Promise<Response> {
  return showKept(context, await reportingOf(context, pages, session), form)
}

async function reportingOf(context: Context, pages: Pages, session: string): Promise<Reporting> {
  const { deps, visitors } = pages
  const { referrals } = deps
  const given = { token: tokenOf(context), session }
  const read = async () => (await referrals.readLinked({ body: given })).assignment
  const part = await read()
  const { frame } = await visitors.of(context)
  return {
    ...{ frame, part, read },
    today: londonDay(deps.now()),
    path: pathOf(context),
    mark: (attendance) => referrals.markLinked({ body: { ...given, attendance } }),
    finish: () => referrals.finishLinked({ body: given }),
    say: (outcome, idempotencyKey) =>
      referrals.reportLinked({ body: { ...given, outcome }, idempotencyKey }),
    correct: (correction, idempotencyKey) =>
      referrals.correctLinked({ body: { ...given, ...correction }, idempotencyKey }),
    showPart: (refused) => showLinked(context, pages, { session, ...refused }),
  }
}

/** What was typed about what happened, by field; of a day there is nothing to keep. */
function keptOf(context: Context, form: URLSearchParams): KeptTyped {
  if (!outcomeFields.some((name) => form.has(name))) return nothingTyped
  const typed = outcomeFields.map((name) => [name, form.get(name) ?? ''] as const)
  const outcomeId = context.req.param('outcomeId') ?? ''
  return { ...Object.fromEntries(typed), step: 'happened', outcomeId }
}
