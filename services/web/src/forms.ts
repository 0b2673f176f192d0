import { AppError, isAppError } from '@waymark/core'
import { readText } from '@waymark/http'
import type { Context } from 'hono'

/** Something wrong with a form: the field's name, and a plain sentence without what was typed. */
export interface FormProblem {
  readonly field: string
  readonly message: string
}

/** Reads a posted form. Throws 415 for any other body, 413 for one too large. */
export async function readForm(context: Context): Promise<URLSearchParams> {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new AppError('unsupportedType', 'That was not a form we can read. Go back and try again.')
  }
  return new URLSearchParams(await readText(context.req.raw))
}

const notTheForms = ['unauthenticated', 'forbidden', 'notFound', 'gone']

/** What a service found wrong with a form, by field. Throws on what is not the form's fault. */
export function formProblems(error: unknown, firstField: string): FormProblem[] {
  if (!isAppError(error) || error.status >= 500 || notTheForms.includes(error.code)) throw error
  if (error.problems.length === 0) return [{ field: firstField, message: error.message }]
  return error.problems.map(({ pointer, detail }) => ({
    field: pointer.split('/').at(-1) || firstField,
    message: detail,
  }))
}

/** The sentence for one field, where there is one. */
export function messageFor(problems: readonly FormProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message
}
