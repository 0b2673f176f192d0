import { LibsqlError } from '@libsql/client'
import { conflict } from '@waymark/core'

/** Another connection holds the lock. The connection that met this must not be used again. */
export function isBusy(error: unknown): boolean {
  return /^(SQLITE_BUSY|SQLITE_LOCKED|TRANSACTION_BUSY)/.test(engineError(error)?.code ?? '')
}

/** The server cannot be reached, is silent, or has ended our transaction: it rolls that back. */
export function isAway(error: unknown): boolean {
  const code = engineError(error)?.code
  if (code !== undefined) return awayCodes.test(code)
  return isCut(error) || chainOf(error).some(({ name }) => name === 'TimeoutError')
}

const awayCodes =
  /^(SERVER_ERROR|TRANSACTION_TIMEOUT|TRANSACTION_CLOSED|STREAM_EXPIRED|PROXY_ERROR|HRANA_)/

/** The disk is full, or does not do what it is told. */
export function isDiskTrouble(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR)/.test(engineError(error)?.code ?? '')
}

/** The line to the server broke at once: it may only have closed one that was idle. */
export function isCut(error: unknown): boolean {
  return chainOf(error).some(({ name, message }) => name === 'TypeError' && /fetch/.test(message))
}

/** A row with that key is there already. A server says so in words alone. */
export function isUniqueViolation(error: unknown): boolean {
  const found = engineError(error)
  const code = found?.extendedCode ?? found?.code ?? ''
  if (code === 'SQLITE_CONSTRAINT') return /\bUNIQUE constraint failed\b/.test(found?.message ?? '')
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(code)
}

/** The engine's own error, below any wrapping by drizzle. */
export function engineError(error: unknown): LibsqlError | undefined {
  return chainOf(error).find((inner) => inner instanceof LibsqlError)
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let inner = error; chain.length < 5 && inner instanceof Error; inner = inner.cause) {
    chain.push(inner)
  }
  return chain
}

/** Throws `conflict` unless the change hit one row: a rival moved it first, or it is gone. */
export function expectOne(result: { readonly rowsAffected: number }, what: string): void {
  if (result.rowsAffected === 1) return
  throw conflict(`Somebody else changed this ${what} first. Reload it and try again.`)
}
