import { isAppError } from '@waymark/core'
import { readForm } from '../../forms.ts'
import { readAnswer } from '../../referrals/read-answer.ts'
import { forgetAnswerSession, readAnswerSession } from './cookie.ts'
import { type AtLink, backTo, type InSession, showFace } from './show.tsx'

/** A form that was sent within the half hour. */
export interface Pressed extends InSession {
  readonly form: URLSearchParams
}

/** For the half hour alone. Over, the face says so and keeps what was typed. */
export function pressed(handle: (given: Pressed) => Promise<Response>) {
  return async (at: AtLink): Promise<Response> => {
    const { context, deps } = at
    const form = await readForm(context)
    const session = readAnswerSession(context, deps)
    if (session === null) return over(at, form)
    try {
      return await handle({ ...at, form, session })
    } catch (error) {
      if (isAppError(error, 'gone')) return backTo(at)
      if (!isAppError(error, 'unauthenticated')) throw error
      forgetAnswerSession(context, deps)
      return over(at, form)
    }
  }
}

function over(at: AtLink, form: URLSearchParams): Promise<Response> {
  const { typed } = readAnswer(form)
  return showFace(at, { isOver: true, typed: typed.says === '' ? undefined : typed }, 401)
}
