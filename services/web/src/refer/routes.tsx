import { isAppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, readForm } from '../forms.ts'
import { finishJourney, saveJourney } from '../journey/keep.ts'
import { page } from '../referrals/follow.tsx'
import type { Visitors } from '../session/visitor.ts'
import { agreementQuestion } from './agreement.tsx'
import { CheckView } from './check.tsx'
import { findQuestion } from './find-person.tsx'
import { groupQuestion, withoutDoor } from './group.tsx'
import { newPersonQuestion } from './new-person.tsx'
import { previewOf } from './preview.ts'
import { reachQuestion } from './reach.tsx'
import { type Question, type Referring, readReferring } from './referring.ts'
import { risksQuestion } from './risks.tsx'
import { nextStep, wholeOf } from './rules.ts'
import { sendReferral } from './send.ts'
import { asSender, startPages } from './start-routes.tsx'
import { StillSendingView } from './still-sending.tsx'
import { whoQuestion } from './who.tsx'
import { whyQuestion } from './why.tsx'

type Hono = ServiceApp['hono']

const journeyPath = '/refer/:id{[0-9a-f-]{36}}'

/** The pages with a question, by the last part of their address. */
const questions: ReadonlyMap<string, Question> = new Map([
  ['who', whoQuestion],
  ['find', findQuestion],
  ['new', newPersonQuestion],
  ['group', groupQuestion],
  ['reach', reachQuestion],
  ['why', whyQuestion],
  ['risks', risksQuestion],
  ['agreement', agreementQuestion],
])

/** Referring somebody: from the start page, a question at a time, to sent. */
export function referPages(hono: Hono, deps: Deps, visitors: Visitors): void {
  startPages(hono, deps, visitors)
  const onTheWay = (handle: Handle) => referring(deps, visitors, handle)
  hono.get(
    journeyPath,
    onTheWay(async (context, given) => goOn(context, given)),
  )
  sendingPages(hono, onTheWay)
  hono.get(`${journeyPath}/:question`, onTheWay(ifAnswering(showQuestion)))
  hono.post(`${journeyPath}/:question`, onTheWay(ifAnswering(takeQuestion)))
}

type Handle = (context: Context, given: Referring) => Promise<Response>

function sendingPages(hono: Hono, onTheWay: (handle: Handle) => Handler): void {
  hono.get(
    `${journeyPath}/check`,
    onTheWay(ifAnswering(async (context, given) => showCheck(context, given))),
  )
  hono.get(
    `${journeyPath}/sending`,
    onTheWay(async (context, given) => {
      if (given.journey.state === 'answering') return goOn(context, given)
      context.header('refresh', '5')
      return page(context, <StillSendingView {...given} />)
    }),
  )
  hono.post(
    `${journeyPath}/send`,
    onTheWay(async (context, given) => {
      const sent = await sendReferral(given)
      const { id } = given.journey
      if (sent.outcome === 'unfinished') return goOn(context, given)
      if (sent.outcome === 'unknown') return context.redirect(`/refer/${id}/sending`, 303)
      if (sent.outcome === 'refused') return showCheck(context, given, sent.problems)
      return context.redirect(`/referrals/${sent.referralId}?sent=1`, 303)
    }),
  )
  hono.post(
    `${journeyPath}/stop`,
    onTheWay(
      ifAnswering(async (context, given) => {
        await finishJourney(given.deps.journeys, given.journey)
        return context.redirect('/referrals', 303)
      }),
    ),
  )
}

type Handler = (context: Context) => Promise<Response>

/** For the journey's owner. One that is over leads to what came of it. */
function referring(deps: Deps, visitors: Visitors, handle: Handle): Handler {
  return asSender(visitors, async (context, visitor, userId) => {
    try {
      return await handle(context, await readReferring(deps, context, { visitor, userId }))
    } catch (error) {
      const isSending = /\/send(ing)?$/.test(context.req.path)
      if (!isSending || !isAppError(error, 'notFound')) throw error
      return context.redirect('/referrals', 303)
    }
  })
}

/** While it is being sent the answers stand still. */
function ifAnswering(handle: Handle): Handle {
  return async (context, given) =>
    given.journey.state === 'sending' ? goOn(context, given) : handle(context, given)
}

function goOn(context: Context, { journey, sending }: Referring): Response {
  const next = journey.state === 'sending' ? 'sending' : nextStep(journey.answers, sending)
  return context.redirect(`/refer/${journey.id}/${next}`, 303)
}

/** A page that a sender's role has no use for does not exist for them. */
function questionOf(context: Context, { sending }: Referring): Question {
  const name = context.req.param('question') ?? ''
  const question = questions.get(name)
  const isTheirs = name === 'find' ? sending.keepsRecords : name !== 'new' || sending.registers
  if (question === undefined || !isTheirs) throw notFound('page')
  return question
}

async function showQuestion(context: Context, given: Referring): Promise<Response> {
  const question = questionOf(context, given)
  const name = context.req.param('question')
  if (name === 'who' && !given.sending.worksWithPeople) {
    return context.redirect(`/refer/${given.journey.id}/new`, 303)
  }
  const coarser = name === 'group' ? withoutDoor(given.asked) : null
  if (coarser !== null) return context.redirect(`${context.req.path}?${coarser}`, 303)
  return page(context, await question.show(given))
}

async function takeQuestion(context: Context, given: Referring): Promise<Response> {
  const question = questionOf(context, given)
  const taken = await question.take(given, await readForm(context))
  if ('refused' in taken) {
    const { refused } = taken
    return page(context, await question.show(given, refused), refused.status ?? 422)
  }
  const { answers, goTo } = taken
  const saved = await saveJourney(given.deps.journeys, given.journey, { answers })
  if (goTo !== undefined) return context.redirect(goTo, 303)
  return goOn(context, { ...given, journey: saved })
}

async function showCheck(
  context: Context,
  given: Referring,
  problems: readonly FormProblem[] = [],
): Promise<Response> {
  const whole = wholeOf(given.journey.answers, given.sending)
  if (whole === null) return goOn(context, given)
  const { preview, inTheWay } = await previewOf(given, whole)
  const shown = { given, whole, preview, inTheWay, problems }
  return page(context, <CheckView {...shown} />, problems.length === 0 ? 200 : 422)
}
