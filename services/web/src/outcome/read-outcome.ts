import { type Attendance, type Outcome, type OutcomeGiven, outcomeKind } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { problemsIn } from '../people/problems.ts'
import { readNearDay, type TypedNearDay, typedNearDay } from '../ui/near-day.tsx'
import { timesOnRegister } from './words.ts'

/** What happened as it was typed: what a form shows again when it cannot be taken. */
export interface TypedOutcome {
  /** Empty until one is chosen. */
  readonly kind: string
  readonly on: TypedNearDay
  readonly timesCame: string
  readonly text: string
  readonly quotesPerson: boolean
}

/** The names under which the fields of `OutcomeFields` are posted. */
export const outcomeFields = [
  'kind',
  'saidOn',
  'saidOnOther',
  'timesCame',
  'text',
  'quotesPerson',
] as const

/** A form nobody has typed in: today, and as often as the register counts. */
export function nothingSaid(today: string, days: readonly Attendance[]): TypedOutcome {
  const counted = timesOnRegister(days)
  return {
    kind: '',
    on: { chosen: today, other: '' },
    timesCame: counted === null ? '' : `${counted}`,
    text: '',
    quotesPerson: false,
  }
}

/** What was said before, to be corrected. */
export function typedOf({ kind, on, timesCame, words }: Outcome): TypedOutcome {
  return {
    kind: kind ?? '',
    on: { chosen: on ?? '', other: '' },
    timesCame: timesCame === null ? '' : `${timesCame}`,
    text: words?.text ?? '',
    quotesPerson: words?.quotesPerson ?? false,
  }
}

export interface ReadOutcome {
  readonly typed: TypedOutcome
  /** Null when it cannot be taken; the problems say why. */
  readonly outcome: OutcomeGiven | null
  readonly problems: readonly FormProblem[]
}

/** Reads what was typed in `OutcomeFields`. */
export function readOutcome(form: URLSearchParams): ReadOutcome {
  const given = (name: string) => form.get(name) ?? ''
  const typed: TypedOutcome = {
    kind: given('kind'),
    on: typedNearDay(form, 'saidOn'),
    timesCame: given('timesCame').trim(),
    text: given('text'),
    quotesPerson: given('quotesPerson') === 'yes',
  }
  const kind = outcomeKind.safeParse(typed.kind)
  const on = readNearDay(typed.on)
  const problems: FormProblem[] = []
  if (!kind.success) problems.push({ field: 'kind', message: 'Choose what happened' })
  if (on === null) problems.push({ field: 'saidOn', message: 'Give the day, like 27/3/2026' })
  if (!/^\d{0,3}$/.test(typed.timesCame)) {
    problems.push({ field: 'timesCame', message: 'Use a number like 4, or leave it empty' })
  }
  if (!kind.success || on === null || problems.length > 0) {
    return { typed, outcome: null, problems }
  }
  const timesCame = typed.timesCame === '' ? null : Number(typed.timesCame)
  const { text, quotesPerson } = typed
  const words = text.trim() === '' ? null : { text, quotesPerson }
  return { typed, outcome: { kind: kind.data, on, timesCame, words }, problems }
}

/** What referrals found wrong with it, by the field it was typed in. */
export function outcomeProblems(error: unknown): FormProblem[] {
  return problemsIn(error, 'kind', (pointer) =>
    pointer.startsWith('/outcome/on') ? 'saidOn' : (pointer.split('/').at(-1) ?? ''),
  )
}
