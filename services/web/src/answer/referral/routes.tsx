import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../../deps.ts'
import { formProblems } from '../../forms.ts'
import { carryOut } from '../../referrals/follow.tsx'
import { onceOf } from '../../referrals/once.tsx'
import { answerProblems, readAnswer } from '../../referrals/read-answer.ts'
import type { Visitors } from '../../session/visitor.ts'
import { atLink, tokenOf } from '../at-link.tsx'
import { linkPath } from './address.ts'
import { open } from './open.ts'
import { type Pressed, pressed } from './pressed.ts'
import { type AtLink, backTo, look, showFace, showLinked } from './show.tsx'

/** A referral, answered by a group from its e-mail. */
export function referralAnswerPages(
  hono: ServiceApp['hono'],
  deps: Deps,
  visitors: Visitors,
): void {
  const at = (handle: (at: AtLink) => Promise<Response>) =>
    atLink(visitors, (context) => handle({ context, deps, visitors, token: tokenOf(context) }))
  hono.get(linkPath, at(look))
  // The address of what was pressed, loaded again: the page itself.
  hono.get(
    `${linkPath}/:step{open|code|proof|fresh}`,
    at(async (given) => backTo(given)),
  )
  hono.post(`${linkPath}/open`, at(open))
  hono.post(linkPath, at(pressed(answer)))
  hono.post(`${linkPath}/code`, at(pressed(askCode)))
  hono.post(`${linkPath}/proof`, at(pressed(proveCode)))
  hono.post(`${linkPath}/fresh`, at(sendFresh))
}

async function answer(given: Pressed): Promise<Response> {
  const { deps, form, token, session } = given
  const { typed, answer, problems } = readAnswer(form)
  if (answer === null) return showLinked(given, { typed, problems, status: 422 })
  const asked = { body: { token, session, answer }, idempotencyKey: onceOf(form) }
  return carryOut({
    act: () => deps.referrals.answerLinked(asked),
    onDone: () => backTo(given),
    problemsOf: (error) => answerProblems(error, typed),
    onRefused: (found, status) => showLinked(given, { typed, problems: found, status }),
  })
}

/** Sends a code. Pressed twice, the first is not ended by a second that nobody asked for. */
async function askCode(given: Pressed): Promise<Response> {
  const { deps, form, token, session } = given
  const body = { token, session }
  const { code } = await deps.referrals.readLinked({ body })
  const isWanted = code.state === 'notSent' || form.get('another') === 'yes'
  if (!isWanted) return backTo(given)
  try {
    await deps.referrals.askAnswerCode({ body })
  } catch (error) {
    if (isAppError(error, 'conflict')) return backTo(given)
    const problems = formProblems(error, 'send-code')
    return showLinked(given, { problems, status: 429 })
  }
  return backTo(given)
}

async function proveCode(given: Pressed): Promise<Response> {
  const { deps, form, token, session } = given
  try {
    await deps.referrals.proveAnswerCode({
      body: { token, session, code: form.get('code') ?? '' },
    })
  } catch (error) {
    const problems = formProblems(error, 'code')
    return showLinked(given, { problems, status: isAppError(error, 'conflict') ? 409 : 422 })
  }
  return backTo(given)
}

async function sendFresh(at: AtLink): Promise<Response> {
  const { deps, token } = at
  try {
    await deps.referrals.freshAnswerLink({ body: { token } })
  } catch (error) {
    if (isAppError(error, 'tooMany')) return showFace(at, { refusal: error.message }, 429)
    if (isAppError(error, 'conflict')) return showFace(at, { refusal: error.message }, 409)
    throw error
  }
  return backTo(at, '?sent=1')
}
