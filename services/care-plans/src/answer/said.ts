import type { AnswerGiven } from '@waymark/contracts'
import { type Actor, hasRole, invalid, londonDay, londonInstant } from '@waymark/core'

type Told = AnswerGiven['told']

/** When the person gave it: now, or noon of the day on which they told it. */
export function givenAt(told: Told, now: Date): string {
  const isEarlier = told !== null && told.on < londonDay(now)
  return (isEarlier ? londonInstant(told.on, '12:00') : now).toISOString()
}

/**
 * Throws `invalid` where a worker does not say how they were told: they never answer themselves.
 * The person says it herself, and needs nobody to tell it.
 */
export function checkTold(actor: Actor, told: Told, now: Date): void {
  if (told === null && !hasRole(actor, 'person')) {
    const detail = 'Say how and when they told you.'
    throw invalid(detail, [{ pointer: '/told', detail }])
  }
  if (told !== null && told.on > londonDay(now)) {
    const detail = 'Give a day that is not in the future.'
    throw invalid(detail, [{ pointer: '/told/on', detail }])
  }
}
