import { type Referral, referralEnding } from '@waymark/contracts'
import { isAppError, keysOf } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import {
  backTo,
  carryOut,
  type Follow,
  type Following,
  type FollowingPart,
  following,
  followingPart,
  page,
  type RefusedStatus,
} from './follow.tsx'
import { onceOf } from './once.tsx'
import { answerProblems } from './read-answer.ts'
import { type ReadRecorded, RecordAnswerView, readRecorded } from './record-answer.tsx'
import { showReferral } from './show.tsx'
import { EndView, ExplainView, StopSharingView } from './steps.tsx'
import { nothingTold } from './told-fields.tsx'

type Hono = ServiceApp['hono']
type Problems = readonly FormProblem[]

const partPath = '/referrals/:id{[0-9a-f-]{36}}/parts/:partId'

/** What can be done about a group's part, and the end of a referral. */
export function stepPages(hono: Hono, follow: Follow): void {
  recordPages(hono, follow)
  explainPages(hono, follow)
  againPages(hono, follow)
  stopPages(hono, follow)
  endPages(hono, follow)
}

function recordPages(hono: Hono, follow: Follow): void {
  const show = (context: Context, given: FollowingPart, read?: ReadRecorded, refused?: Refused) => {
    const { visitor, referral, part, today } = given
    const told = read?.typedTold ?? nothingTold(today)
    const answer = read === undefined ? {} : { answer: read.answer.typed }
    const problems = refused?.problems ?? []
    const shown = { referral, part, today, told, problems, ...answer }
    return page(context, <RecordAnswerView frame={visitor.frame} {...shown} />, refused?.status)
  }
  const path = `${partPath}/answer`
  hono.get(
    path,
    followingPart(follow, 'recordAnswer', async (context, given) => show(context, given)),
  )
  hono.post(
    path,
    followingPart(follow, 'recordAnswer', async (context, given) => {
      const form = await readForm(context)
      const read = readRecorded(form)
      const { told } = read
      const { answer, typed } = read.answer
      if (answer === null || told === null) {
        return show(context, given, read, { problems: read.problems, status: 422 })
      }
      const { visitor, part, referral } = given
      const body = { answer, told }
      const asked = { params: { id: part.id }, body, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals.recordAnswer(asked),
        onDone: () => backTo(context, referral.id, 'recorded'),
        problemsOf: (error) => answerProblems(error, typed),
        onRefused: async (problems, status) => show(context, given, read, { problems, status }),
      })
    }),
  )
}

interface Refused {
  readonly problems: Problems
  readonly status: RefusedStatus
}

function explainPages(hono: Hono, follow: Follow): void {
  const show = (context: Context, given: FollowingPart, words = '', refused?: Refused) => {
    const { visitor, referral, part, today } = given
    const shown = { referral, part, today, words, problems: refused?.problems ?? [] }
    return page(context, <ExplainView frame={visitor.frame} {...shown} />, refused?.status)
  }
  const path = `${partPath}/question`
  hono.get(
    path,
    followingPart(follow, 'answerQuestion', async (context, given) => show(context, given)),
  )
  hono.post(
    path,
    followingPart(follow, 'answerQuestion', async (context, given) => {
      const form = await readForm(context)
      const words = form.get('words') ?? ''
      const { visitor, part, referral } = given
      const question = part.questions.find(({ answer }) => answer === null)
      if (question === undefined) return backTo(context, referral.id)
      const idempotencyKey = onceOf(form)
      const asked = { params: { id: question.id }, body: { words }, idempotencyKey }
      return carryOut({
        act: () => visitor.referrals.answerQuestion(asked),
        onDone: () => backTo(context, referral.id, 'explained'),
        problemsOf: (error) => formProblems(error, 'words'),
        onRefused: async (problems, status) => show(context, given, words, { problems, status }),
      })
    }),
  )
}

const links = {
  sendAgain: { path: 'again', send: 'sendLinkAgain', done: 'again' },
  askWhatHappened: { path: 'ask-outcome', send: 'askWhatHappened', done: 'askedOutcome' },
} as const

/** One press, on the page of the referral itself: a link to answer by, or to say what happened. */
function againPages(hono: Hono, follow: Follow): void {
  for (const move of keysOf(links)) {
    const { path, send, done } = links[move]
    const again = async (context: Context, given: FollowingPart) => {
      const form = await readForm(context)
      const { visitor, part, referral } = given
      const asked = { params: { id: part.id }, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals[send](asked),
        onDone: () => backTo(context, referral.id, done),
        problemsOf: (error) =>
          isAppError(error, 'tooMany') ? sentOften : formProblems(error, 'referral'),
        onRefused: async (problems, status) => refusedOnPage(context, given, problems, status),
      })
    }
    hono.post(`${partPath}/${path}`, followingPart(follow, move, again))
  }
}

const sentOften = [
  {
    field: 'referral',
    message: 'They were sent three links in 24 hours. Ring them instead.',
  },
]

/** Read again: what stood in the way may have changed what can be done. */
async function refusedOnPage(
  context: Context,
  given: Following,
  problems: Problems,
  status: RefusedStatus,
): Promise<Response> {
  const { visitor } = given
  const referral: Referral = await visitor.referrals.readReferral({
    params: { id: given.referral.id },
  })
  return showReferral(context, { ...given, referral, problems, status })
}

function stopPages(hono: Hono, follow: Follow): void {
  const path = `${partPath}/stop`
  hono.get(
    path,
    followingPart(follow, 'stopSharing', async (context, { visitor, referral, part, today }) =>
      page(context, <StopSharingView frame={visitor.frame} {...{ referral, part, today }} />),
    ),
  )
  hono.post(
    path,
    followingPart(follow, 'stopSharing', async (context, given) => {
      const form = await readForm(context)
      const { visitor, part, referral } = given
      const asked = { params: { id: part.id }, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals.stopSharing(asked),
        onDone: () => backTo(context, referral.id, 'stopped'),
        problemsOf: (error) => formProblems(error, 'referral'),
        onRefused: async (problems, status) => refusedOnPage(context, given, problems, status),
      })
    }),
  )
}

function endPages(hono: Hono, follow: Follow): void {
  const show = (context: Context, given: Following, as = '', refused?: Refused) => {
    const { visitor, referral, today } = given
    const shown = { referral, today, as, problems: refused?.problems ?? [] }
    return page(context, <EndView frame={visitor.frame} {...shown} />, refused?.status)
  }
  const path = '/referrals/:id{[0-9a-f-]{36}}/end'
  hono.get(
    path,
    following(follow, async (context, given) => {
      const { referral } = given
      return referral.state === 'open' ? show(context, given) : backTo(context, referral.id)
    }),
  )
  hono.post(
    path,
    following(follow, async (context, given) => {
      const form = await readForm(context)
      const as = referralEnding.safeParse(form.get('as'))
      if (!as.success) {
        const problems = [{ field: 'as', message: 'Choose why it ends' }]
        return show(context, given, '', { problems, status: 422 })
      }
      const { visitor, referral } = given
      const idempotencyKey = onceOf(form)
      const asked = { params: { id: referral.id }, body: { as: as.data }, idempotencyKey }
      return carryOut({
        act: () => visitor.referrals.closeReferral(asked),
        onDone: () => backTo(context, referral.id, 'ended'),
        problemsOf: (error) => formProblems(error, 'as'),
        onRefused: async (problems, status) => show(context, given, as.data, { problems, status }),
      })
    }),
  )
}
