/**
 * How many wrong passwords within the window close what. An account at one network address closes
 * soon; the account for everybody only late, so that nobody can shut another person out in passing.
 */
export const limits = { accountAtAddress: 10, address: 50, account: 100 } as const
export const windowMinutes = 15

export const limitSubjects = ['accountAtAddress', 'address', 'account'] as const
export type LimitSubject = (typeof limitSubjects)[number]

export function isLimited(subject: LimitSubject, failures: number): boolean {
  return failures >= limits[subject]
}

/** Failures before this instant are forgiven. */
export function windowStart(now: Date): string {
  return new Date(now.getTime() - windowMinutes * 60_000).toISOString()
}
