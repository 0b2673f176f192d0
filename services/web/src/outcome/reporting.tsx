import {
  type AttendanceGiven,
  attendanceMark,
  type GroupAssignment,
  type Outcome,
  type OutcomeGiven,
} from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import { carryOut, page, type RefusedStatus } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { readNearDay, type TypedNearDay, typedNearDay } from '../ui/near-day.tsx'
import type { Area, PageFrame } from '../ui/page.tsx'
import { mayReport } from './going.tsx'
import {
  nothingSaid,
  outcomeProblems,
  type ReadOutcome,
  readOutcome,
  typedOf,
} from './read-outcome.ts'
import { SayView } from './say.tsx'
import type { JustTold } from './told.tsx'

interface Correction {
  readonly outcomeId: string
  /** The revision that was read. */
  readonly revision: number
  /** Null: it was a mistake altogether. */
  readonly outcome: OutcomeGiven | null
}

/** What was refused of a day, for the part's own page. */
export interface RefusedDay {
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
  readonly typedDay?: TypedNearDay
}

/** A group that says who came and what happened: by its link, or signed in. */
export interface Reporting {
  readonly frame: PageFrame
  readonly area?: Area
  readonly part: GroupAssignment
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** Where the group's part is shown. */
  readonly path: string
  mark(given: AttendanceGiven): Promise<unknown>
  finish(): Promise<unknown>
  say(outcome: OutcomeGiven, idempotencyKey: string): Promise<unknown>
  correct(correction: Correction, idempotencyKey: string): Promise<unknown>
  /** The part as it stands now. */
  read(): Promise<GroupAssignment>
  showPart(refused: RefusedDay): Promise<Response>
}

type Handle = (reporting: Reporting) => Promise<Response>

/** Finds out who says it; a form that was sent is handed on, to be kept where nobody may. */
export type OpenReporting = (
  context: Context,
  handle: Handle,
  form?: URLSearchParams,
) => Promise<Response>

/** The pages below a group's part on which it says who came and what happened. */
export function reportingPages(hono: ServiceApp['hono'], path: string, open: OpenReporting): void {
  const looking = (handle: (context: Context, reporting: Reporting) => Promise<Response>) => {
    return (context: Context) =>
      open(
        context,
        orBack(context, (given) => handle(context, given)),
      )
  }
  const sending = (handle: (sent: Sent) => Promise<Response>) => async (context: Context) => {
    const form = await readForm(context)
    const act: Handle = (reporting) => handle({ context, reporting, form })
    return open(context, orBack(context, act), form)
  }
  hono.get(`${path}/happened`, looking(showSay))
  hono.post(`${path}/happened`, sending(say))
  hono.get(`${path}/happened/:outcomeId`, looking(showCorrection))
  hono.post(`${path}/happened/:outcomeId`, sending(correct))
  hono.post(`${path}/came`, sending(mark))
  hono.post(`${path}/finish`, sending(finish))
  // Where a form was sent to, opened by its address: the page itself.
  hono.get(
    `${path}/:step{came|finish}`,
    looking(async (context, { path }) => context.redirect(path, 303)),
  )
}

interface Sent {
  readonly context: Context
  readonly reporting: Reporting
  readonly form: URLSearchParams
}

/** What is not the group's to say any more leads back to where it stands. */
function orBack(context: Context, handle: Handle): Handle {
  return async (reporting) =>
    mayReport(reporting.part) ? handle(reporting) : context.redirect(reporting.path, 303)
}

interface Shown {
  readonly read?: ReadOutcome
  readonly problems?: readonly FormProblem[]
  readonly correcting?: Outcome | undefined
  readonly isNewer?: boolean
  readonly status?: RefusedStatus
}

async function showSay(
  context: Context,
  reporting: Reporting,
  { read, status, ...shown }: Shown = {},
): Promise<Response> {
  const { frame, area, part, today, path } = reporting
  const { correcting } = shown
  const typed =
    read?.typed ??
    (correcting === undefined ? nothingSaid(today, part.attendance) : typedOf(correcting))
  return page(
    context,
    <SayView {...{ frame, area, part, today, path, typed }} {...shown} />,
    status,
  )
}

async function showCorrection(context: Context, reporting: Reporting): Promise<Response> {
  const correcting = standingOutcome(reporting.part, context)
  if (correcting === undefined) return context.redirect(reporting.path, 303)
  return showSay(context, reporting, { correcting })
}

function standingOutcome({ outcomes }: GroupAssignment, context: Context): Outcome | undefined {
  const outcomeId = context.req.param('outcomeId')
  return outcomes.find(({ id, standing }) => id === outcomeId && standing === 'final')
}

/** What was typed before the half hour was over, in the form that it was typed in. */
export async function showKept(
  context: Context,
  reporting: Reporting,
  form: URLSearchParams,
): Promise<Response> {
  if (!mayReport(reporting.part)) return context.redirect(reporting.path, 303)
  const outcomeId = form.get('outcomeId')
  const correcting = reporting.part.outcomes.find(
    ({ id, standing }) => id === outcomeId && standing === 'final',
  )
  return showSay(context, reporting, { read: readOutcome(form), correcting })
}

async function say({ context, reporting, form }: Sent): Promise<Response> {
  const read = readOutcome(form)
  const { outcome, problems } = read
  if (outcome === null) return showSay(context, reporting, { read, problems, status: 422 })
  return carryOut({
    act: () => reporting.say(outcome, onceOf(form)),
    onDone: () => told(context, reporting, 'said'),
    problemsOf: outcomeProblems,
    onRefused: (refused, status) =>
      showSay(context, reporting, { read, problems: refused, status }),
  })
}

async function correct({ context, reporting, form }: Sent): Promise<Response> {
  const isMistake = form.get('mistake') === 'yes'
  const outcomeId = context.req.param('outcomeId') ?? ''
  const read = readOutcome(form)
  if (!isMistake && read.outcome === null) {
    const correcting = standingOutcome(reporting.part, context)
    const { problems } = read
    return showSay(context, reporting, { read, problems, correcting, status: 422 })
  }
  const revision = Number(form.get('revision')) || 1
  const outcome = isMistake ? null : read.outcome
  return carryOut({
    act: () => reporting.correct({ outcomeId, revision, outcome }, onceOf(form)),
    onDone: () => told(context, reporting, isMistake ? 'takenBack' : 'corrected'),
    problemsOf: correctionProblems,
    onRefused: async (problems, status) => {
      const part = await reporting.read()
      if (!mayReport(part)) return context.redirect(reporting.path, 303)
      const correcting = standingOutcome(part, context)
      const isNewer = correcting !== undefined && correcting.revision !== revision
      // A mistake was typed nowhere: its page shows what there is to correct now.
      const shown = isMistake ? { problems, correcting } : { read, problems, correcting }
      return showSay(context, { ...reporting, part }, { ...shown, isNewer, status })
    },
  })
}

/** Corrected meanwhile: what it says now is shown beside what was typed. */
function correctionProblems(error: unknown): FormProblem[] {
  if (!isAppError(error, 'stale')) return outcomeProblems(error)
  const message = 'It was corrected meanwhile. Look at what it says now, then send yours'
  return [{ field: 'kind', message }]
}

function told(context: Context, { path }: Reporting, done: JustTold): Response {
  return context.redirect(`${path}?done=${done}`, 303)
}

/** A tick, or one taken back; then the same place again. */
async function mark({ context, reporting, form }: Sent): Promise<Response> {
  const typedDay = typedNearDay(form, 'cameOn')
  const on = readNearDay(typedDay)
  const given = form.get('mark')
  const chosen = attendanceMark.safeParse(given)
  if (on === null || (!chosen.success && given !== 'none')) {
    const message = on === null ? 'Give the day, like 27/3/2026' : 'Choose whether they came'
    return reporting.showPart({ problems: [{ field: 'cameOn', message }], status: 422, typedDay })
  }
  return carryOut({
    act: () => reporting.mark({ on, mark: chosen.success ? chosen.data : null }),
    onDone: () => context.redirect(`${reporting.path}#going`, 303),
    problemsOf: dayProblems,
    onRefused: (problems, status) => reporting.showPart({ problems, status, typedDay }),
  })
}

async function finish({ context, reporting }: Sent): Promise<Response> {
  return carryOut({
    act: () => reporting.finish(),
    onDone: () => told(context, reporting, 'finished'),
    problemsOf: dayProblems,
    onRefused: (problems, status) => reporting.showPart({ problems, status }),
  })
}

/** Whatever is wrong with a day stands at the question for it. */
function dayProblems(error: unknown): FormProblem[] {
  return formProblems(error, 'cameOn').map(({ message }) => ({ field: 'cameOn', message }))
}
