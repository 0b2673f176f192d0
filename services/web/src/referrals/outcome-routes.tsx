import type { Outcome } from '@waymark/contracts'
import { isAppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import {
  nothingSaid,
  outcomeProblems,
  type ReadOutcome,
  readOutcome,
  typedOf,
} from '../outcome/read-outcome.ts'
import { problemsIn } from '../people/problems.ts'
import { FinishView, inTheWay } from './finish.tsx'
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
import { isSaid } from './happened.tsx'
import { onceOf } from './once.tsx'
import { RecordCameView, RecordOutcomeView, readCame } from './record-outcome.tsx'
import { nothingTold, type ReadTold, readTold } from './told-fields.tsx'

type Hono = ServiceApp['hono']
type Problems = readonly FormProblem[]

const referralPath = '/referrals/:id{[0-9a-f-]{36}}'
const partPath = `${referralPath}/parts/:partId`

/** What happened, written down for a group, and the end of what came to an end. */
export function outcomePages(hono: Hono, follow: Follow): void {
  recordPages(hono, follow)
  correctPages(hono, follow)
  camePages(hono, follow)
  finishPages(hono, follow)
}

interface Shown {
  readonly read?: ReadOutcome
  readonly told?: ReadTold
  readonly problems?: Problems
  readonly correcting?: Outcome
  readonly isNewer?: boolean
  readonly status?: RefusedStatus
}

function show(context: Context, given: FollowingPart, shown: Shown = {}) {
  const { visitor, referral, part, today } = given
  const { read, told, status, correcting, ...rest } = shown
  const untyped =
    correcting === undefined ? nothingSaid(today, part.attendance) : typedOf(correcting)
  const typed = { typed: read?.typed ?? untyped, told: told?.typed ?? nothingTold(today) }
  const view = { referral, part, today, correcting, ...typed, ...rest }
  return page(context, <RecordOutcomeView frame={visitor.frame} {...view} />, status)
}

function recordPages(hono: Hono, follow: Follow): void {
  const path = `${partPath}/outcome`
  hono.get(
    path,
    followingPart(follow, 'recordOutcome', async (context, given) => show(context, given)),
  )
  hono.post(
    path,
    followingPart(follow, 'recordOutcome', async (context, given) => {
      const form = await readForm(context)
      const [read, told] = [readOutcome(form), readTold(form)]
      const problems = [...read.problems, ...told.problems]
      if (read.outcome === null || told.told === null) {
        return show(context, given, { read, told, problems, status: 422 })
      }
      const { visitor, part, referral } = given
      const body = { outcome: read.outcome, told: told.told }
      const asked = { params: { id: part.id }, body, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals.recordOutcome(asked),
        onDone: () => backTo(context, referral.id, 'happened'),
        problemsOf: outcomeProblems,
        onRefused: async (refused, status) =>
          show(context, given, { read, told, problems: refused, status }),
      })
    }),
  )
}

type Correcting = FollowingPart & { readonly correcting: Outcome }

/** What was said of a part, of a finished one too. Taken back, it leads to where it stands. */
function correctingOf(
  follow: Follow,
  handle: (context: Context, given: Correcting) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return following(follow, async (context, given) => {
    const part = given.referral.assignments.find(({ id }) => id === context.req.param('partId'))
    const said = part?.outcomes.find(({ id }) => id === context.req.param('outcomeId'))
    if (part === undefined || said === undefined) throw notFound('report')
    const mayCorrect = isSaid(part) && said.standing === 'final'
    if (!mayCorrect) return backTo(context, given.referral.id)
    return handle(context, { ...given, part, correcting: said })
  })
}

function correctPages(hono: Hono, follow: Follow): void {
  const path = `${partPath}/outcome/:outcomeId`
  hono.get(
    path,
    correctingOf(follow, async (context, given) =>
      show(context, given, { correcting: given.correcting }),
    ),
  )
  hono.post(
    path,
    correctingOf(follow, async (context, given) => {
      const form = await readForm(context)
      const isMistake = form.get('mistake') === 'yes'
      const [read, told] = [readOutcome(form), readTold(form)]
      const problems = [...(isMistake ? [] : read.problems), ...told.problems]
      const { visitor, referral, correcting } = given
      if (told.told === null || problems.length > 0) {
        return show(context, given, { read, told, problems, correcting, status: 422 })
      }
      const revision = Number(form.get('revision')) || 1
      const outcome = isMistake ? null : read.outcome
      const body = { revision, outcome, told: told.told }
      const asked = { params: { id: correcting.id }, body, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals.correctOutcome(asked),
        onDone: () => backTo(context, referral.id, isMistake ? 'takenBack' : 'corrected'),
        problemsOf: correctionProblems,
        onRefused: async (refused, status) => {
          const isNewer = correcting.revision !== revision
          const shown = { read, told, problems: refused, correcting, isNewer, status }
          return show(context, given, shown)
        },
      })
    }),
  )
}

/** Corrected meanwhile: what it says now is shown beside what was typed. */
function correctionProblems(error: unknown): FormProblem[] {
  if (!isAppError(error, 'stale')) return outcomeProblems(error)
  const message = 'It was corrected meanwhile. Look at what it says now, then send yours'
  return [{ field: 'kind', message }]
}

function camePages(hono: Hono, follow: Follow): void {
  type Read = ReturnType<typeof readCame>
  const showCame = (context: Context, given: FollowingPart, read?: Read, refused?: Refused) => {
    const { visitor, referral, part, today } = given
    const typed = read?.typed ?? { mark: '', on: { chosen: today, other: '' } }
    const told = read?.told.typed ?? nothingTold(today)
    const view = { referral, part, today, typed, told, problems: refused?.problems ?? [] }
    return page(context, <RecordCameView frame={visitor.frame} {...view} />, refused?.status)
  }
  const path = `${partPath}/came`
  hono.get(
    path,
    followingPart(follow, 'recordOutcome', async (context, given) => showCame(context, given)),
  )
  hono.post(
    path,
    followingPart(follow, 'recordOutcome', async (context, given) => {
      const form = await readForm(context)
      const read = readCame(form)
      const { came, problems } = read
      const { told } = read.told
      if (came === null || told === null) {
        return showCame(context, given, read, { problems, status: 422 })
      }
      const { visitor, part, referral } = given
      const body = { ...came, told }
      const asked = { params: { id: part.id }, body, idempotencyKey: onceOf(form) }
      return carryOut({
        act: () => visitor.referrals.recordAttendance(asked),
        onDone: () => backTo(context, referral.id, 'came'),
        problemsOf: (error) =>
          problemsIn(error, 'mark', (pointer) =>
            pointer === '/on' ? 'cameOn' : (pointer.split('/').at(-1) ?? ''),
          ),
        onRefused: async (refused, status) =>
          showCame(context, given, read, { problems: refused, status }),
      })
    }),
  )
}

interface Refused {
  readonly problems: Problems
  readonly status: RefusedStatus
}

function finishPages(hono: Hono, follow: Follow): void {
  const showFinish = (context: Context, given: Following, refused?: Refused) => {
    const { visitor, referral, today } = given
    const view = { referral, today, problems: refused?.problems ?? [] }
    return page(context, <FinishView frame={visitor.frame} {...view} />, refused?.status)
  }
  const path = `${referralPath}/finish`
  hono.get(
    path,
    following(follow, async (context, given) => {
      const isOver = inTheWay(given.referral) === 'ended'
      return isOver ? backTo(context, given.referral.id) : showFinish(context, given)
    }),
  )
  hono.post(
    path,
    following(follow, async (context, given) => {
      const idempotencyKey = onceOf(await readForm(context))
      const { visitor, referral } = given
      const asked = {
        params: { id: referral.id },
        body: { as: 'completed' },
        idempotencyKey,
      } as const
      return carryOut({
        act: () => visitor.referrals.closeReferral(asked),
        onDone: () => backTo(context, referral.id, 'finished'),
        problemsOf: (error) => formProblems(error, 'finish'),
        onRefused: async (problems, status) => showFinish(context, given, { problems, status }),
      })
    }),
  )
}
