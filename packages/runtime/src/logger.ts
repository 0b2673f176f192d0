import { pino } from 'pino'
import { describeError } from './error-facts.ts'

/** The only keys a log line may carry. A new one is added here, on purpose, or it is dropped. */
export const logKeys = [
  'address',
  'attempt',
  'checked',
  'code',
  'concern',
  'count',
  'durationMs',
  'engine',
  'eventType',
  'job',
  'limitMs',
  'log',
  'method',
  'mode',
  'port',
  'queue',
  'reason',
  'requestId',
  'route',
  'seq',
  'service',
  'state',
  'status',
  'step',
  'tenant',
  'traceId',
  'version',
] as const

export type LogKey = (typeof logKeys)[number]

/** Codes, ids, counts and route patterns. `error` is reduced to its name, code and stack frames. */
export type LogFields = { readonly [Key in LogKey]?: string | number | boolean | undefined } & {
  readonly error?: unknown
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/**
 * A log that cannot carry a person. The event is a fixed code such as `server.ready`; fields pass
 * only by name, and text among them only when it looks like a code, an id or a route pattern.
 */
export interface Logger extends Record<LogLevel, (event: string, fields?: LogFields) => void> {
  /** The same log with some fields on every line. */
  with(fields: LogFields): Logger
}

export interface LoggerOptions {
  readonly service: string
  readonly level: LogLevel | 'silent'
  /** Where lines go; standard output when left out. */
  readonly destination?: { write(line: string): void }
}

/** Makes the log of one service, one JSON object a line. */
export function createLogger(options: LoggerOptions): Logger {
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }
  const sink = options.destination ?? pino.destination({ dest: 1, sync: true })
  return wrap(pino(settings, sink), { service: options.service })
}

/** What is on every line is merged here: pino's own children would write a key twice. */
function wrap(inner: pino.Logger, always: Record<string, unknown>): Logger {
  const writer = (level: LogLevel) => (event: string, fields?: LogFields) => {
    if (!inner.isLevelEnabled(level)) return
    inner[level]({ ...always, ...allowedFields(fields) }, eventCode(event))
  }
  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    with: (fields) => wrap(inner, { ...always, ...allowedFields(fields) }),
  }
}

const eventPattern = /^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/
const textPattern = /^[A-Za-z0-9._:/{}*-]{1,120}$/

function eventCode(event: string): string {
  return event.length <= 80 && eventPattern.test(event) ? event : 'event.unnamed'
}

function allowedFields(fields: LogFields = {}): Record<string, unknown> {
  const allowed: Record<string, unknown> = {}
  for (const key of logKeys) {
    const given = fields[key]
    if (isAllowed(given)) allowed[key] = given
  }
  if (fields.error !== undefined) allowed.error = describeError(fields.error)
  return allowed
}

// A type is no guard against a value that came through `unknown`: text is looked at once more here.
function isAllowed(given: unknown): boolean {
  if (typeof given === 'string') return textPattern.test(given)
  return typeof given === 'number' || typeof given === 'boolean'
}
