import { AppError } from '@waymark/core'

/** How often somebody may try identifiers, right or wrong: a long morning's work, not a search. */
export const attemptLimit = { most: 30, windowMinutes: 60 } as const

/** Attempts before this instant no longer count. */
export function windowStart(now: Date): string {
  return new Date(now.getTime() - attemptLimit.windowMinutes * 60_000).toISOString()
}

/** Throws `tooMany` when somebody has tried as often as they may. */
export function refuseIfLimited(attempts: number): void {
  if (attempts < attemptLimit.most) return
  throw new AppError(
    'tooMany',
    `You have looked for ${attemptLimit.most} people within an hour. Wait a while, then go on.`,
    { retryAfterSeconds: attemptLimit.windowMinutes * 60 },
  )
}
