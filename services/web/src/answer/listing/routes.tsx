import type { CheckAnswer } from '@waymark/contracts'
import { isAppError, londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { type FormProblem, formProblems, readForm } from '../../forms.ts'
import type { Visitors } from '../../session/visitor.ts'
import { atLink, tokenOf } from '../at-link.tsx'
import { AnswerView, type AnswerViewProps } from './view.tsx'

/** "Is this still right?", answered from an e-mail. */
export function listingCheckPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const show = async (context: Context, given: Shown = {}, status: 200 | 422 | 429 = 200) => {
    const token = tokenOf(context)
    const check = await deps.directory.readListingCheck({ body: { token } })
    const { frame } = await visitors.of(context)
    const today = londonDay(deps.now())
    const isSent = context.req.query('sent') === '1'
    const asked = { frame, check, token, today, isSent }
    return context.html(<AnswerView {...asked} {...given} />, status)
  }
  const path = '/answer/listing/:token'
  hono.get(
    path,
    atLink(visitors, (context) => show(context)),
  )
  hono.post(
    path,
    atLink(visitors, async (context) => {
      const typed = readAnswer(await readForm(context))
      const problems = typed.problems ?? (await press(deps, tokenOf(context), typed.answer))
      return problems.length === 0 ? back(context) : show(context, { ...typed, problems }, 422)
    }),
  )
  hono.post(
    `${path}/fresh`,
    atLink(visitors, async (context) => {
      try {
        await deps.directory.freshListingCheck({ body: { token: tokenOf(context) } })
        return back(context, '?sent=1')
      } catch (error) {
        if (isAppError(error, 'tooMany')) return show(context, { tooMany: error.message }, 429)
        // Answered or made anew meanwhile: the page says which.
        if (isAppError(error, 'conflict')) return back(context)
        throw error
      }
    }),
  )
}

type Shown = Partial<Pick<AnswerViewProps, 'problems' | 'words' | 'placesLeft' | 'tooMany'>>

/** Back to the page itself, so that reloading asks again and sends nothing twice. */
function back(context: Context, query = ''): Response {
  const token = encodeURIComponent(tokenOf(context))
  return context.redirect(`/answer/listing/${token}${query}`, 303)
}

/** Sends the answer. Gives what is wrong with it; a link that has ended says so on its page. */
async function press(deps: Deps, token: string, answer: CheckAnswer): Promise<FormProblem[]> {
  try {
    await deps.directory.answerListingCheck({ body: { token, answer } })
    return []
  } catch (error) {
    if (isAppError(error, 'gone')) return []
    return formProblems(error, answer.outcome === 'right' ? 'placesLeft' : 'words')
  }
}

type ReadAnswer =
  | { readonly problems: readonly FormProblem[]; readonly placesLeft: string }
  | { readonly problems?: undefined; readonly answer: CheckAnswer; readonly words?: string }

function readAnswer(form: URLSearchParams): ReadAnswer {
  const words = form.get('words') ?? ''
  if (form.get('outcome') === 'changed') return { answer: { outcome: 'changed', words }, words }
  const placesLeft = (form.get('placesLeft') ?? '').trim()
  if (!/^\d{0,3}$/.test(placesLeft)) {
    const message = 'Use a number like 2, or 0 when you are full.'
    return { problems: [{ field: 'placesLeft', message }], placesLeft }
  }
  return { answer: { outcome: 'right', placesLeft: placesLeft === '' ? null : Number(placesLeft) } }
}
