import { isAppError } from '@waymark/core'
import { readForm } from '../../forms.ts'
import { readAnswer } from '../../referrals/read-answer.ts'
import { keepAnswerSession, readAnswerSession } from './cookie.ts'
import { type AtLink, backTo, type InSession, showLinked } from './show.tsx'

/** The button was pressed. What was typed when an earlier half hour ended is there again. */
export async function open(at: AtLink): Promise<Response> {
  const { typed } = readAnswer(await readForm(at.context))
  try {
    const session = (await sessionStillOpen(at)) ?? (await startSession(at))
    return typed.says === '' ? backTo(at) : await showLinked({ ...at, session }, { typed })
  } catch (error) {
    // Ended meanwhile: its page says how.
    if (isAppError(error, 'gone')) return backTo(at)
    throw error
  }
}

/** Pressed again from the e-mail, the same half hour goes on: a code on its way still opens it. */
async function sessionStillOpen({ context, deps, token }: AtLink): Promise<string | null> {
  const session = readAnswerSession(context, deps)
  if (session === null) return null
  try {
    await deps.referrals.readLinked({ body: { token, session } })
    return session
  } catch (error) {
    if (isAppError(error, 'unauthenticated')) return null
    throw error
  }
}

async function startSession({ context, deps, token }: AtLink): Promise<InSession['session']> {
  const started = await deps.referrals.startAnswerSession({ body: { token } })
  keepAnswerSession(context, deps, started)
  return started.session
}
