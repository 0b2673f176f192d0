import type { Caller } from '@waymark/contracts'
import type { Actor } from '@waymark/core'

/** Whether a route's callers have a place for this actor. The record itself is decided later. */
export function allows(callers: readonly Caller[], actor: Actor): boolean {
  if (callers.includes('public')) return true
  if (actor.kind === 'operator') return callers.includes('operator')
  if (actor.kind === 'service') return callers.includes(`service:${actor.service}`)
  if (actor.kind === 'user') return actor.memberships.some(({ role }) => callers.includes(role))
  return false
}
