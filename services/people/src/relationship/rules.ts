import type { Relationship } from '@waymark/contracts'
import { conflict } from '@waymark/core'

/** Ends it now, for good: working together again is another one. */
export function end(relationship: Relationship, now: Date): Relationship {
  if (relationship.until !== null) throw conflict('They do not work together any more.')
  return { ...relationship, until: now.toISOString() }
}
