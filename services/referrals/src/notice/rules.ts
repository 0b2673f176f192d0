const dayMs = 86_400_000
const stoppedForMs = 7 * dayMs

/** Until when it is worth telling a group to stop. */
export function stoppedUntil(withdrawnAt: string): string {
  return new Date(Date.parse(withdrawnAt) + stoppedForMs).toISOString()
}

export function isTooLate(expiresAt: string, now: Date): boolean {
  return expiresAt <= now.toISOString()
}
