import { isAppError } from '@waymark/core'
import { type FormProblem, formProblems } from '../forms.ts'

/** What is wrong by the field it was typed in. Throws on what is not the form's fault. */
export function problemsIn(
  error: unknown,
  firstField: string,
  fieldOf: (pointer: string) => string,
): FormProblem[] {
  const problems = formProblems(error, firstField)
  if (!isAppError(error) || error.problems.length === 0) return problems
  return error.problems.map(({ pointer, detail }) => ({
    field: fieldOf(pointer) || firstField,
    message: detail,
  }))
}
