import type { Suggestion } from '@waymark/contracts'
import { isAppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { z } from 'zod'
import { formProblems, readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { readAnswer, readScore, toldFields } from './answer-fields.tsx'
import {
  type AtPlan,
  atPlan,
  type Done,
  goalHref,
  goOn,
  planHref,
  planPath,
  shownOf,
} from './at-plan.ts'
import { type Refused, readAgain } from './change-line.ts'
import { type AtGoal, atGoal, goalPath, showGoal, withGoal } from './goal-routes.tsx'
import { AnswerView, ScoreView } from './told-page.tsx'
import { asTyped, refusedBy } from './typed.ts'

/** What came back to a goal: links, what the person says, scores, and that somebody rang. */
export function toldPages(hono: ServiceApp['hono'], people: People): void {
  const said = `${goalPath}/said/:saidId{[0-9a-f-]{36}}`
  hono.get(
    said,
    atGoal(people, async (context, at) => showAnswer(context, at)),
  )
  hono.post(said, atGoal(people, saveAnswer))
  hono.get(
    `${goalPath}/score`,
    atGoal(people, async (context, at) => showScore(context, at)),
  )
  hono.post(`${goalPath}/score`, atGoal(people, saveScore))
  hono.post(
    `${goalPath}/rung`,
    atGoal(people, (context, at) => press(context, { at, people, done: 'rung', act: rung })),
  )
  hono.post(
    `${goalPath}/link`,
    atGoal(people, (context, at) => press(context, { at, people, done: 'linked', act: link })),
  )
  hono.post(
    `${goalPath}/unlink`,
    atGoal(people, (context, at) => press(context, { at, people, done: 'unlinked', act: unlink })),
  )
  hono.post(`${planPath}/linked`, atPlan(people, linkFromPlan))
}

function cameOf(context: Context, { goal }: AtGoal): Suggestion {
  const came = goal.suggestions.find(({ id }) => id === context.req.param('saidId'))
  if (came === undefined) throw notFound('word of a group')
  return came
}

/** Most is told by phone, and written down the same day. */
function justTold(today: string) {
  return asTyped({ how: 'phone', on: today })
}

function showAnswer(context: Context, at: AtGoal, refused?: Refused) {
  const came = cameOf(context, at)
  // What cannot be answered any more leads back to the goal, where it is said why.
  if (came.outcome === null || came.state === 'unlinked') {
    return context.redirect(goalHref(at.person.id, at.goal.id), 303)
  }
  const { typed = justTold(at.today), problems = [], status } = refused ?? {}
  const shown = { ...shownOf(at), goal: at.goal, came, typed, problems }
  return page(context, <AnswerView {...shown} />, status)
}

async function saveAnswer(context: Context, at: AtGoal): Promise<Response> {
  const typed = await readForm(context)
  const { given: body, problems } = readAnswer(typed)
  if (body === null) return showAnswer(context, at, { typed, problems, status: 422 })
  const { visitor, person, goal } = at
  const params = { id: cameOf(context, at).id }
  const idempotencyKey = onceOf(typed)
  return carryOut({
    act: () => visitor.carePlans.answerSuggestion({ params, body, idempotencyKey }),
    onDone: () => goOn(context, goalHref(person.id, goal.id), 'answered'),
    problemsOf: (error) => refusedBy(error, 'says', toldFields),
    // Read again: the group may have changed what it says, and that is what is answered.
    onRefused: async (found, status) => {
      const now = withGoal(context, await readAgain(at))
      return showAnswer(context, now, { typed, problems: found, status })
    },
  })
}

function showScore(context: Context, at: AtGoal, refused?: Refused) {
  const { typed = justTold(at.today), problems = [], status } = refused ?? {}
  const shown = { ...shownOf(at), goal: at.goal, typed, problems }
  return page(context, <ScoreView {...shown} />, status)
}

async function saveScore(context: Context, at: AtGoal): Promise<Response> {
  const typed = await readForm(context)
  const { given: body, problems } = readScore(typed)
  if (body === null) return showScore(context, at, { typed, problems, status: 422 })
  const { visitor, person, goal } = at
  const asked = { params: { id: goal.id }, body, idempotencyKey: onceOf(typed) }
  return carryOut({
    act: () => visitor.carePlans.rateGoal(asked),
    onDone: () => goOn(context, goalHref(person.id, goal.id), 'rated'),
    problemsOf: (error) => refusedBy(error, 'score', toldFields),
    onRefused: async (found, status) => showScore(context, at, { typed, problems: found, status }),
  })
}

interface Press {
  readonly at: AtGoal
  readonly people: People
  readonly done: Done
  readonly act: (at: AtGoal, form: URLSearchParams) => Promise<unknown>
}

/** One press on the page of the goal: done, or the page again with what stood in the way. */
async function press(context: Context, { at, people, done, act }: Press): Promise<Response> {
  const form = await readForm(context)
  try {
    await act(at, form)
  } catch (error) {
    const problems = formProblems(error, 'groups')
    const now = withGoal(context, await readAgain(at))
    const status = isAppError(error, 'conflict') ? 409 : 422
    return showGoal(context, now, people, { problems, status })
  }
  return goOn(context, goalHref(at.person.id, at.goal.id), done)
}

/** An id that a form carries. Throws `notFound` for anything else: nothing has such a name. */
function idIn(form: URLSearchParams, name: string): string {
  const id = z.uuid().safeParse(form.get(name))
  if (!id.success) throw notFound(name)
  return id.data
}

/** Only a score of this goal: another's is not on this page. */
async function rung({ visitor, goal }: AtGoal, form: URLSearchParams): Promise<void> {
  const id = idIn(form, 'rating')
  if (goal.ratings.every((rating) => rating.id !== id)) throw notFound('score')
  await visitor.carePlans.markRung({ params: { id } })
}

async function link({ visitor, goal }: AtGoal, form: URLSearchParams): Promise<void> {
  const params = { id: goal.id, referralId: idIn(form, 'referral') }
  await visitor.carePlans.linkReferral({ params })
}

async function unlink({ visitor, goal }: AtGoal, form: URLSearchParams): Promise<void> {
  const params = { id: goal.id, referralId: idIn(form, 'referral') }
  await visitor.carePlans.unlinkReferral({ params })
}

/** What belonged to no goal is linked from the plan itself, and then seen beside its goal. */
async function linkFromPlan(context: Context, at: AtPlan): Promise<Response> {
  const form = await readForm(context)
  const goal = at.plan.goals.find(({ id }) => id === form.get('goal'))
  if (goal === undefined) return context.redirect(planHref(at.person.id), 303)
  await link({ ...at, goal }, form)
  return goOn(context, goalHref(at.person.id, goal.id), 'linked')
}
