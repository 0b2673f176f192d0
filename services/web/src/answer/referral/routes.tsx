import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { formProblems, readForm } from '../../forms.ts'
import { carryOut } from '../../referrals/follow.tsx'
import { onceOf } from '../../referrals/once.tsx'
import { answerProblems, nothingTyped, readAnswer } from '../../referrals/read-answer.ts'
import type { Visitors } from '../../session/visitor.ts'
import { atLink, tokenOf } from '../at-link.tsx'
import { linkReportingPages, showKeptReport } from './report.tsx'
import { keepAnswerSession, readAnswerSession } from './session.ts'
import { back, type Handle, orFace, type Pages, pathOf, showFace, showLinked } from './show.tsx'

/** A link from an e-mail that asks a group about somebody. The link is the key: nobody signs in. */
export function referralAnswerPages(
  hono: ServiceApp['hono'],
  deps: Deps,
  visitors: Visitors,
): void {
  const pages = { deps, visitors }
  const at = (handle: Handle) => atLink(visitors, orFace(pages, handle))
  const path = '/answer/referral/:token'
  hono.get(
    path,
    at((context) => show(context, pages)),
  )
  // Where a form was sent to, opened by its address: the page itself.
  hono.get(
    `${path}/:step{open|code|proof|fresh}`,
    at(async (context) => back(context)),
  )
  hono.post(
    `${path}/open`,
    at((context) => open(context, pages)),
  )
  hono.post(
    path,
    at((context) => answer(context, pages)),
  )
  hono.post(
    `${path}/code`,
    at((context) => askCode(context, pages)),
  )
  hono.post(
    `${path}/proof`,
    at((context) => proveCode(context, pages)),
  )
  hono.post(
    `${path}/fresh`,
    at((context) => sendFresh(context, pages)),
  )
  linkReportingPages(hono, path, pages)
}

/** With a session that still runs, the referral; without, what everybody may see of the link. */
async function show(context: Context, pages: Pages): Promise<Response> {
  const session = readAnswerSession(context, pages.deps, pathOf(context))
  if (session === null) return showFace(context, pages)
  try {
    return await showLinked(context, pages, { session })
  } catch (error) {
    if (isAppError(error, 'gone')) return showFace(context, pages)
    if (!isAppError(error, 'unauthenticated')) throw error
    return showFace(context, pages, { over: nothingTyped })
  }
}

/** The button was pressed: half an hour begins. What was typed in an earlier one stands again. */
async function open(context: Context, pages: Pages): Promise<Response> {
  const form = await readForm(context)
  const { typed } = readAnswer(form)
  const session = (await runningSession(context, pages)) ?? (await startSession(context, pages))
  if (form.get('step') === 'happened') return showKeptReport(context, pages, { session, form })
  return typed.says === '' ? back(context) : showLinked(context, pages, { session, typed })
}

/** Pressed again from the e-mail, the half hour goes on: a code on its way has to fit it. */
async function runningSession(context: Context, { deps }: Pages): Promise<string | null> {
  const session = readAnswerSession(context, deps, pathOf(context))
  if (session === null) return null
  try {
    await deps.referrals.readLinked({ body: { token: tokenOf(context), session } })
    return session
  } catch (error) {
    if (isAppError(error, 'unauthenticated')) return null
    throw error
  }
}

async function startSession(context: Context, { deps }: Pages): Promise<string> {
  const body = { token: tokenOf(context) }
  const started = await deps.referrals.startAnswerSession({ body })
  keepAnswerSession(context, deps, pathOf(context), started)
  return started.session
}

async function answer(context: Context, pages: Pages): Promise<Response> {
  const form = await readForm(context)
  const read = readAnswer(form)
  const { typed } = read
  const session = readAnswerSession(context, pages.deps, pathOf(context))
  if (session === null) return showFace(context, pages, { over: typed }, 401)
  if (read.answer === null) {
    return showLinked(context, pages, { session, typed, problems: read.problems, status: 422 })
  }
  const body = { token: tokenOf(context), session, answer: read.answer }
  const asked = { body, idempotencyKey: onceOf(form) }
  try {
    return await carryOut({
      act: () => pages.deps.referrals.answerLinked(asked),
      onDone: () => back(context),
      problemsOf: (error) => answerProblems(error, typed),
      onRefused: (problems, status) =>
        showLinked(context, pages, { session, typed, problems, status }),
    })
  } catch (error) {
    if (!isAppError(error, 'unauthenticated')) throw error
    return showFace(context, pages, { over: typed }, 401)
  }
}

/** The session of this link, or the page that starts one. */
async function inSession(
  context: Context,
  pages: Pages,
  act: (given: { token: string; session: string }) => Promise<unknown>,
): Promise<Response> {
  const session = readAnswerSession(context, pages.deps, pathOf(context))
  if (session === null) return showFace(context, pages, { over: nothingTyped }, 401)
  return carryOut({
    act: () => act({ token: tokenOf(context), session }),
    onDone: () => back(context),
    problemsOf: (error) => formProblems(error, 'code'),
    onRefused: (problems, status) => showLinked(context, pages, { session, problems, status }),
  })
}

/** Pressed twice, the second does not end the code that the first has sent. */
async function askCode(context: Context, pages: Pages): Promise<Response> {
  const isAnother = (await readForm(context)).get('another') === 'yes'
  const { referrals } = pages.deps
  return inSession(context, pages, async (body) => {
    const { code } = await referrals.readLinked({ body })
    if (code.state === 'notSent' || isAnother) await referrals.askAnswerCode({ body })
  })
}

async function proveCode(context: Context, pages: Pages): Promise<Response> {
  const code = (await readForm(context)).get('code') ?? ''
  return inSession(context, pages, (body) =>
    pages.deps.referrals.proveAnswerCode({ body: { ...body, code } }),
  )
}

async function sendFresh(context: Context, pages: Pages): Promise<Response> {
  try {
    await pages.deps.referrals.freshAnswerLink({ body: { token: tokenOf(context) } })
    return back(context, '?sent=1')
  } catch (error) {
    const isMany = isAppError(error, 'tooMany')
    if (!isMany && !isAppError(error, 'conflict')) throw error
    return showFace(context, pages, { refused: error.message }, isMany ? 429 : 409)
  }
}
