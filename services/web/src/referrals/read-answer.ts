import { declineReason, type GroupAnswer } from '@waymark/contracts'
import { type FormProblem, formProblems } from '../forms.ts'

/** An answer as it was typed: what a form shows again when it cannot be taken. */
export interface TypedAnswer {
  /** Empty until one is chosen. */
  readonly says: GroupAnswer['says'] | ''
  readonly placesLeft: string
  readonly reason: string
  /** What else there is to say with a no. */
  readonly words: string
  readonly question: string
}

/** A form nobody has typed in. */
export const nothingTyped: TypedAnswer = {
  says: '',
  placesLeft: '',
  reason: '',
  words: '',
  question: '',
}

export interface ReadAnswer {
  readonly typed: TypedAnswer
  /** Null when it cannot be taken; the problems say why. */
  readonly answer: GroupAnswer | null
  readonly problems: readonly FormProblem[]
}

const sayings = ['yes', 'full', 'no', 'question'] as const

/** Reads what was pressed and typed in the forms of `AnswerForms` and `AnswerFields`. */
export function readAnswer(form: URLSearchParams): ReadAnswer {
  const given = (name: string) => form.get(name) ?? ''
  const typed: TypedAnswer = {
    says: sayings.find((each) => each === given('says')) ?? '',
    placesLeft: given('placesLeft').trim(),
    reason: given('reason'),
    words: given('words'),
    question: given('question'),
  }
  const answer = answerOf(typed)
  return 'field' in answer
    ? { typed, answer: null, problems: [answer] }
    : { typed, answer, problems: [] }
}

function answerOf(typed: TypedAnswer): GroupAnswer | FormProblem {
  switch (typed.says) {
    case '':
      return { field: 'says', message: 'Choose what the answer is' }
    case 'yes':
      return yesOf(typed)
    case 'full':
      return { says: 'full' }
    case 'no':
      return noOf(typed)
    case 'question':
      if (isBlank(typed.question)) return { field: 'question', message: 'Write the question' }
      return { says: 'question', words: typed.question }
  }
}

function yesOf({ placesLeft }: TypedAnswer): GroupAnswer | FormProblem {
  if (!/^\d{0,3}$/.test(placesLeft)) {
    const message = 'Use a number like 2, or 0 when there is no more room'
    return { field: 'placesLeft', message }
  }
  return { says: 'yes', placesLeft: placesLeft === '' ? null : Number(placesLeft) }
}

function noOf({ reason: chosen, words: typed }: TypedAnswer): GroupAnswer | FormProblem {
  const reason = declineReason.safeParse(chosen)
  if (!reason.success) return { field: 'reason', message: 'Choose the reason' }
  const words = isBlank(typed) ? null : typed
  if (reason.data === 'other' && words === null) {
    return { field: 'words', message: 'Say in a few words why not' }
  }
  return { says: 'no', reason: reason.data, words }
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** What referrals found wrong with an answer, by the field it was typed in. */
export function answerProblems(error: unknown, { says }: TypedAnswer): FormProblem[] {
  const first = says === 'question' ? 'question' : 'says'
  return formProblems(error, first).map((problem) =>
    says === 'question' && problem.field === 'words' ? { ...problem, field: 'question' } : problem,
  )
}
