import { isAppError } from '@waymark/core'
import { z } from 'zod'
import type { FormProblem } from '../forms.ts'
import { problemsIn } from '../people/problems.ts'
import { firstOfEach } from '../people/words.ts'
import { parseDay } from '../ui/near-day.tsx'

/** What a form holds, as it was typed. */
export type Typed = URLSearchParams

/** What every set of fields is given. */
export interface FieldsProps {
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  /** The person as they like to be called. */
  readonly firstName: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** What a form says: what can be sent, or what is wrong with it. */
export type Read<Given> =
  | { readonly given: Given; readonly problems: readonly [] }
  | { readonly given: null; readonly problems: readonly FormProblem[] }

/** How a form is read into what a contract takes. */
export interface Reading<Schema extends z.ZodType> {
  readonly schema: Schema
  /** The same shape as the contract's, out of what was typed; undefined for what was not chosen. */
  readonly draft: (typed: Typed) => unknown
  /** What to say where nothing was typed or chosen, by field. */
  readonly unanswered: Readonly<Record<string, string>>
  /** The field that a part of the contract is typed in, where the two have other names. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Reads a form by its contract, so that what is wrong is said before anybody is asked. */
export function readBy<Schema extends z.ZodType>(
  { schema, draft, unanswered, fields }: Reading<Schema>,
  typed: Typed,
): Read<z.output<Schema>> {
  const read = z.safeParse(schema, draft(typed))
  if (read.success) return { given: read.data, problems: [] }
  const problems = read.error.issues.map(({ path, code, message }) => {
    const field = fieldAt(path.join('/'), fields)
    const isUnanswered = code.startsWith('invalid_') || message === 'Enter some words.'
    return { field, message: (isUnanswered && unanswered[field]) || message }
  })
  return { given: null, problems: firstOfEach(problems) }
}

function fieldAt(pointer: string, fields: Reading<z.ZodType>['fields'] = {}): string {
  const path = pointer.replace(/^\//, '')
  return fields[path] ?? path.split('/')[0] ?? path
}

/** What a service found wrong, by field. Throws on what is not the form’s fault. */
export function refusedBy(
  error: unknown,
  first: string,
  fields?: Reading<z.ZodType>['fields'],
): FormProblem[] {
  return problemsIn(error, first, (pointer) => fieldAt(pointer, fields))
}

/** Whether somebody else saved in between. */
export function isStale(error: unknown): boolean {
  return isAppError(error, 'stale')
}

/** Words as they were typed; null where there are none. */
export function wordsOrNull(typed: Typed, name: string): string | null {
  const words = typed.get(name) ?? ''
  return words.trim() === '' ? null : words
}

/** An ISO day; null for nothing typed. What is no day stays as it is, and is refused. */
export function dayOrNull(text: string | null): string | null {
  const typed = text?.trim() ?? ''
  return typed === '' ? null : (parseDay(typed) ?? typed)
}

/** A whole number that was chosen; null for none. */
export function numberOrNull(typed: Typed, name: string): number | null {
  const text = (typed.get(name) ?? '').trim()
  return text === '' ? null : Number(text)
}

/** A yes or a no; undefined where neither was chosen: nothing is taken as a yes. */
export function yesOrNo(typed: Typed, name: string): boolean | undefined {
  const said = typed.get(name)
  return said === 'yes' ? true : said === 'no' ? false : undefined
}

/** What is kept, as it would be typed. */
export function asTyped(kept: Readonly<Record<string, string | number | boolean | null>>): Typed {
  const words = Object.entries(kept).map(([name, value]): [string, string] => {
    if (typeof value === 'boolean') return [name, value ? 'yes' : 'no']
    return [name, value === null ? '' : `${value}`]
  })
  return new URLSearchParams(words)
}

/** Whether what is kept says what was typed: the first of two presses has saved it. */
export function saysAlready(kept: Typed, typed: Typed): boolean {
  return [...kept].every(([name, value]) => (typed.get(name) ?? '') === value)
}

/** Nothing typed yet. */
export const nothingTyped: Typed = new URLSearchParams()
