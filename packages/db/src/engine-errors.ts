import { LibsqlError } from '@libsql/client'
import { conflict } from '@waymark/core'

/** Another connection holds the lock. The connection that met this must not be used again. */
export function isBusy(error: unknown): boolean {
  const code = engineError(error)?.code ?? ''
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

/** A row with that key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  const found = engineError(error)
  const code = found?.extendedCode ?? found?.code ?? ''
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(code)
}

/** The engine's own error, below any wrapping by drizzle. */
export function engineError(error: unknown): LibsqlError | undefined {
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error; depth += 1) {
    if (inner instanceof LibsqlError) return inner
    inner = inner.cause
  }
  return undefined
}

/** Throws `conflict` unless the change hit one row: a rival moved it first, or it is gone. */
export function expectOne(result: { readonly rowsAffected: number }, what: string): void {
  if (result.rowsAffected === 1) return
  throw conflict(`Somebody else changed this ${what} first. Reload it and try again.`)
}
