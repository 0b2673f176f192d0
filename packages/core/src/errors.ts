/** The closed list of things that can go wrong, and the HTTP status each one answers. */
export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  timeout: 408,
  conflict: 409,
  gone: 410,
  stale: 412,
  tooLarge: 413,
  unsupportedType: 415,
  invalid: 422,
  preconditionRequired: 428,
  tooMany: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One thing wrong with the input: a JSON pointer (RFC 6901), a plain sentence, never the value. */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

export interface ErrorExtras {
  readonly problems?: readonly FieldProblem[]
  /** What the caller may do instead, for example the moves a record still allows. */
  readonly allowed?: readonly string[]
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** The only error thrown on purpose. Its message is shown to people: plain English, no values. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly FieldProblem[]
  readonly allowed: readonly string[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'AppError'
    this.code = code
    this.problems = extras.problems ?? []
    this.allowed = extras.allowed
    this.retryAfterSeconds = extras.retryAfterSeconds
  }

  get status(): (typeof errorStatus)[ErrorCode] {
    return errorStatus[this.code]
  }
}

/** A record that does not exist, or exists and is not yours: the two look the same. */
export function notFound(what: string): AppError {
  return new AppError('notFound', `We cannot find that ${what}.`)
}

/** The record's state, or a rival, stands in the way. */
export function conflict(message: string, extras?: ErrorExtras): AppError {
  return new AppError('conflict', message, extras)
}

/** Said to whoever repeats a request while the first is still being carried out. */
const stillRunning = 'The same request is being carried out already. Wait a moment and look again.'

/** The same request is still at work: look again, and do nothing else. */
export function alreadyRunning(): AppError {
  return conflict(stillRunning)
}

/** Whether that is what a service answered. */
export function isAlreadyRunning(error: unknown): boolean {
  return isAppError(error, 'conflict') && error.message === stillRunning
}

/** What was sent can be read and cannot be accepted. */
export function invalid(message: string, problems: readonly FieldProblem[] = []): AppError {
  return new AppError('invalid', message, { problems })
}

/** A part is away; worth another try in 5 seconds. */
export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', message, { retryAfterSeconds: 5, cause })
}

/** The record has another version than the one that was read. */
export function stale(what: string): AppError {
  return new AppError('stale', `Somebody changed this ${what} after you read it. Load it again.`)
}

/** The error of ours that this is, or that a library (drizzle does) has wrapped its own around. */
export function ownErrorIn(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  return error instanceof Error ? ownErrorIn(error.cause) : undefined
}

/** Whether it is an error of ours, and of this code where one is named. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code)
}
