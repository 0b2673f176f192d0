import {
  AppError,
  type ErrorCode,
  errorStatus,
  type FieldProblem,
  keysOf,
  ownErrorIn,
} from '@waymark/core'
import { z } from 'zod'

const titles: Readonly<Record<ErrorCode, string>> = {
  malformed: 'We could not read that request',
  unauthenticated: 'Sign in first',
  forbidden: 'You may not do that',
  notFound: 'Not found',
  timeout: 'That took too long',
  conflict: 'That cannot be done now',
  gone: 'This has been taken down',
  stale: 'Somebody changed this first',
  tooLarge: 'That is too large',
  unsupportedType: 'We cannot read that kind of content',
  invalid: 'Some of that needs mending',
  preconditionRequired: 'Say which version you read',
  tooMany: 'Too many tries',
  internal: 'Something went wrong here',
  unavailable: 'Not available just now',
}

/** An error on the wire: problem+json (RFC 9457). It never carries a value that was sent. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(keysOf(errorStatus)),
  traceId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).exactOptional(),
  allowed: z.array(z.string()).exactOptional(),
})
export type Problem = z.infer<typeof problem>

/** Anything thrown, as the one error people may see. The unexpected keeps its message to itself. */
export function toAppError(error: unknown): AppError {
  const own = ownErrorIn(error)
  if (own !== undefined) return own
  return new AppError('internal', 'This is our fault, not yours. Try again in a minute.', {
    cause: error,
  })
}

/** The single mapper from an error to an answer. */
export function problemResponse(error: AppError, traceId: string): Response {
  const said: Problem = {
    type: `urn:waymark:problem:${error.code}`,
    title: titles[error.code],
    status: errorStatus[error.code],
    detail: error.message,
    code: error.code,
    traceId,
    ...(error.problems.length > 0 ? { errors: [...error.problems] } : {}),
    ...(error.allowed === undefined ? {} : { allowed: [...error.allowed] }),
  }
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-trace-id': traceId,
  })
  if (error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(error.retryAfterSeconds))
  }
  return new Response(JSON.stringify(said), { status: error.status, headers })
}

/** Zod's findings as pointers and plain sentences, without values or names of unknown fields. */
export function fieldProblems(issues: readonly z.core.$ZodIssue[], root: string): FieldProblem[] {
  return issues.slice(0, 50).map((issue) => ({
    pointer: `${root}${issue.path.map((step) => `/${escapeStep(String(step))}`).join('')}`,
    detail: plainDetail(issue),
  }))
}

/** RFC 6901, section 3. */
function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

function plainDetail(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'Take out the field that is not known here.'
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return 'This is needed.'
  }
  return issue.message
}
