import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, readForm } from '../forms.ts'
import { forRoles, type Looking, settlers } from '../people/guard.ts'
import { page, type RefusedStatus } from '../referrals/follow.tsx'
import type { Visitors } from '../session/visitor.ts'
import { MatchesView, MatchView, settleAnswers } from './view.tsx'

const matchPath = '/matches/:id{[0-9a-f-]{36}}'

/** Records that may be of one person: a care coordinator or a team lead says whether they are. */
export function matchPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const people = { deps, visitors }
  hono.get(
    '/matches',
    forRoles(people, settlers, async (context, { visitor, today }) => {
      const { contents } = await visitor.people.listMatches()
      const isDone = context.req.query('done') === '1'
      const shown = { frame: visitor.frame, matches: contents, today, isDone }
      return page(context, <MatchesView {...shown} />)
    }),
  )
  hono.get(
    matchPath,
    forRoles(people, settlers, (context, looking) => show(context, looking)),
  )
  hono.post(matchPath, forRoles(people, settlers, settle))
}

async function settle(context: Context, looking: Looking): Promise<Response> {
  const form = await readForm(context)
  const answer = settleAnswers.find((each) => each === form.get('answer'))
  const isSure = form.get('sure') === 'yes'
  if (answer === undefined) {
    const message = 'Say whether they are the same person'
    return show(context, looking, { problem: { field: 'answer', message } })
  }
  if (!isSure) {
    const message = 'Tick the box to say that you have looked at both'
    return show(context, looking, { problem: { field: 'sure', message }, answer })
  }
  const params = { id: context.req.param('id') ?? '' }
  try {
    await looking.visitor.people.settleMatch({ params, body: { answer } })
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
    const problem = { field: 'answer', message: error.message }
    return show(context, looking, { problem, answer, status: 409 })
  }
  return context.redirect('/matches?done=1', 303)
}

interface Again {
  readonly problem?: FormProblem
  readonly answer?: (typeof settleAnswers)[number]
  readonly status?: RefusedStatus
}

async function show(
  context: Context,
  { visitor, today }: Looking,
  { problem, answer, status = 422 }: Again = {},
): Promise<Response> {
  const params = { id: context.req.param('id') ?? '' }
  const pair = await visitor.people.readMatch({ params })
  const problems = problem === undefined ? [] : [problem]
  const view = <MatchView frame={visitor.frame} {...{ pair, today, problems, answer }} />
  return page(context, view, problem === undefined ? 200 : status)
}
