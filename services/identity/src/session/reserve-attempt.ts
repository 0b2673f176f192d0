import { createHmac } from 'node:crypto'
import { AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { isLimited, type LimitSubject, limitSubjects, windowMinutes, windowStart } from './rules.ts'
import { countFailures, deleteFailuresBefore, insertFailures } from './store.ts'

interface Attempt {
  readonly tenant: string
  readonly email: string
  /** The network address the trusted proxy saw. */
  readonly address: string
}

/**
 * Counts a try as failed before its password is looked at, so that tries made side by side cannot
 * pass the limits together. Gives the ids of its rows, to be deleted when the password is right.
 */
export async function reserveAttempt(deps: Deps, attempt: Attempt): Promise<readonly string[]> {
  const { tenant, email, address } = attempt
  const subjects: Record<LimitSubject, string> = {
    accountAtAddress: keyed(deps, `account at ${address} ${email}`),
    address: keyed(deps, `address ${address}`),
    account: keyed(deps, `account ${email}`),
  }
  const now = deps.now()
  const since = windowStart(now)
  return deps.db.write(async (tx) => {
    await deleteFailuresBefore(tx, since)
    for (const kind of limitSubjects) {
      const failures = await countFailures(tx, { tenant, subject: subjects[kind], since })
      if (isLimited(kind, failures)) throw tooMany()
    }
    const at = now.toISOString()
    const rows = limitSubjects.map((kind) => ({
      id: deps.newId(),
      tenant,
      subject: subjects[kind],
      at,
    }))
    await insertFailures(tx, rows)
    return rows.map(({ id }) => id)
  })
}

function tooMany(): AppError {
  return new AppError(
    'tooMany',
    `Too many wrong passwords. Wait ${windowMinutes} minutes, then try again.`,
    { retryAfterSeconds: windowMinutes * 60 },
  )
}

function keyed({ limitKey }: Deps, text: string): string {
  return createHmac('sha256', limitKey).update(text).digest('base64url')
}
