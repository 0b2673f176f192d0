/** What may be said of an error: never its message, which can carry a person's details. */
export interface ErrorFacts {
  readonly name: string
  readonly code?: string
  readonly stack?: readonly string[]
  readonly cause?: ErrorFacts
}

const maxFrames = 12
const maxCauses = 4
const wordPattern = /^[A-Za-z0-9_.-]{1,60}$/
const framePattern =
  /^\s+at (?:[\w.$<># [\]-]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+\)?$/

/** An error's class, code and stack frames, and the same of its causes. */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'NotAnError' }
  const code = word('code' in error ? error.code : undefined)
  const stack = frames(error)
  const hasCause = error.cause !== undefined && depth < maxCauses
  return {
    name: word(error.name) ?? 'Error',
    ...(code === undefined ? {} : { code }),
    ...(stack.length === 0 ? {} : { stack }),
    ...(hasCause ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

function word(given: unknown): string | undefined {
  return typeof given === 'string' && wordPattern.test(given) ? given : undefined
}

/** Frames come after the message; when it was changed since, nobody can say where it ends. */
function frames(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : ''
  const start = stack.indexOf(error.message)
  if (start < 0) return []
  return stack
    .slice(start + error.message.length)
    .split('\n')
    .filter((line) => framePattern.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim())
}
