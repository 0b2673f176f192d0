import type { Match } from '@waymark/contracts'
import { conflict } from '@waymark/core'

export type Answer = 'same' | 'different'

/** The whole life of a match: open until somebody says, or until one of the two is a third. */
export const transitions = {
  open: { same: 'same', different: 'different', overtake: 'overtaken' },
  same: {},
  different: {},
  overtaken: {},
} as const satisfies Record<Match['state'], Partial<Record<Answer | 'overtake', Match['state']>>>

/** Somebody says whether two records are of one person. Throws `conflict` once that is said. */
export function settle(match: Match, answer: Answer, settledBy: string, now: Date): Match {
  const exits: Partial<Record<Answer, Match['state']>> = transitions[match.state]
  const state = exits[answer]
  if (state === undefined) {
    throw conflict('This has been settled already.', { allowed: Object.keys(exits) })
  }
  return { ...match, state, settledBy, settledAt: now.toISOString() }
}
