import type { Plan } from '@waymark/contracts'
import { isAppError, notFound, unavailable } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, readForm } from '../forms.ts'
import type { People } from '../people/guard.ts'
import { namesOfAccounts } from '../plan/account-names.ts'
import { nothingTyped, readBy, refusedBy, type Typed } from '../plan/typed.ts'
import { carryOut, page, type RefusedStatus } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import {
  AnswerView,
  type Asked,
  answerReading,
  askedIn,
  NothingToSayView,
  whyNothing,
} from './answer.tsx'
import type { Done } from './mine-page.tsx'
import { type AtMine, forPerson, readOwnPlan, readOwnReferrals } from './own.ts'
import { RateView, ratingReading } from './rate.tsx'

const answerPath = '/mine/answers/:id{[0-9a-f-]{36}}'
const scorePath = '/mine/goals/:id{[0-9a-f-]{36}}/score'

/** What the person says: of what a group says, and how near a goal is. */
export function answerPages(hono: ServiceApp['hono'], people: People): void {
  hono.get(
    answerPath,
    forPerson(people, async (context, at) => showAnswer(context, at)),
  )
  hono.post(answerPath, forPerson(people, answer))
  hono.get(
    scorePath,
    forPerson(people, async (context, at) => showScore(context, at)),
  )
  hono.post(scorePath, forPerson(people, rate))
}

interface Refused {
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
  readonly isNewer?: boolean
}

async function getPlan({ visitor }: AtMine): Promise<Plan> {
  const own = await readOwnPlan(visitor)
  if (own.is === 'there') return own.plan
  throw own.is === 'away' ? unavailable('Look again in a little while.') : notFound('page')
}

async function getAsked(context: Context, at: AtMine): Promise<Asked & { readonly plan: Plan }> {
  const plan = await getPlan(at)
  const asked = askedIn(plan, context.req.param('id') ?? '')
  if (asked === undefined) throw notFound('page')
  return { ...asked, plan }
}

async function showAnswer(context: Context, at: AtMine, refused?: Refused): Promise<Response> {
  const { plan, ...asked } = await getAsked(context, at)
  const { visitor, today, deps } = at
  const { frame } = visitor
  const why = whyNothing(asked, plan)
  if (why !== null) return page(context, <NothingToSayView {...{ frame, why }} />, refused?.status)
  const { typed = nothingTyped, problems, isNewer, status } = refused ?? {}
  const writers = asked.said.confirmations.map(({ writtenBy }) => writtenBy)
  const [referrals, names] = await Promise.all([
    readOwnReferrals(visitor),
    namesOfAccounts(deps, writers),
  ])
  const referral = referrals?.find(({ id }) => id === asked.said.referralId)
  const sender = referral?.sender.name ?? null
  const shown = { frame, today, asked, typed, sender, names }
  return page(
    context,
    <AnswerView {...shown} problems={problems ?? []} isNewer={isNewer ?? false} />,
    status,
  )
}

async function answer(context: Context, at: AtMine): Promise<Response> {
  const typed = await readForm(context)
  const { said } = await getAsked(context, at)
  const newer = { typed, problems: [changedProblem], status: 409, isNewer: true } as const
  if (typed.get('revision') !== `${said.outcome?.revision}`) return showAnswer(context, at, newer)
  const { given, problems } = readBy(answerReading, typed)
  if (given === null) return showAnswer(context, at, { typed, problems, status: 422 })
  const { carePlans } = at.visitor
  const asked = { params: { id: said.id }, body: given, idempotencyKey: onceOf(typed) }
  return carryOut({
    act: () => carePlans.answerSuggestion(asked),
    onDone: () => backToMine(context, 'answered'),
    problemsOf: (error) =>
      isAppError(error, 'conflict')
        ? [changedProblem]
        : refusedBy(error, 'says', answerReading.fields),
    onRefused: (refused, status) =>
      showAnswer(context, at, { typed, problems: refused, status, isNewer: status === 409 }),
  })
}

const changedProblem: FormProblem = {
  field: 'says',
  message: 'The group has changed its words. Read them, then send what you think',
}

async function showScore(context: Context, at: AtMine, refused?: Refused): Promise<Response> {
  const plan = await getPlan(at)
  const { frame } = at.visitor
  const goal = plan.goals.find(({ id }) => id === context.req.param('id'))
  if (goal === undefined) throw notFound('page')
  if (plan.state === 'ended') {
    const why = 'This plan has ended. It is kept as it was.'
    return page(context, <NothingToSayView {...{ frame, why }} />, refused?.status)
  }
  const { typed = nothingTyped, problems = [], status } = refused ?? {}
  return page(context, <RateView {...{ frame, goal, typed, problems }} today={at.today} />, status)
}

async function rate(context: Context, at: AtMine): Promise<Response> {
  const typed = await readForm(context)
  const { given, problems } = readBy(ratingReading, typed)
  if (given === null) return showScore(context, at, { typed, problems, status: 422 })
  const params = { id: context.req.param('id') ?? '' }
  const { carePlans } = at.visitor
  const asked = { params, body: given, idempotencyKey: onceOf(typed) }
  return carryOut({
    act: () => carePlans.rateGoal(asked),
    onDone: () => backToMine(context, 'rated'),
    problemsOf: (error) => refusedBy(error, 'score'),
    onRefused: (refused, status) => showScore(context, at, { typed, problems: refused, status }),
  })
}

/** Back to the first page, so that reloading sends nothing twice. */
function backToMine(context: Context, done: Done): Response {
  return context.redirect(`/mine?done=${done}`, 303)
}
