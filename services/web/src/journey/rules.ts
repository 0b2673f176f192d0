import type { ReferAnswers } from '../refer/answers.ts'

/** Ids and keys minted when a journey starts: each step may run again, and does once. */
export interface MintedKeys {
  /** For registering somebody new. */
  readonly register: string
  /** For sending the referral. */
  readonly send: string
}

/** While it is being sent its answers stand still: a repeat must say the same. */
export type JourneyState = 'answering' | 'sending'

/** A half-finished journey, its owner's alone. */
export interface Journey {
  readonly id: string
  readonly owner: string
  readonly kind: 'refer'
  readonly state: JourneyState
  readonly answers: ReferAnswers
  readonly minted: MintedKeys
  readonly createdAt: string
  readonly changedAt: string
  readonly expiresAt: string
  readonly version: number
}

/** Untouched for so long, what was typed is forgotten. */
export const keptDays = 7

const dayMs = 86_400_000

function touched(now: Date): Pick<Journey, 'changedAt' | 'expiresAt'> {
  return {
    changedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + keptDays * dayMs).toISOString(),
  }
}

type Beginning = Pick<Journey, 'id' | 'owner' | 'answers' | 'minted'>

/** A journey at its first step. */
export function begun(beginning: Beginning, now: Date): Journey {
  const createdAt = now.toISOString()
  return {
    ...beginning,
    ...{ kind: 'refer', state: 'answering', createdAt, ...touched(now), version: 1 },
  }
}

export type JourneyChange = Partial<Pick<Journey, 'answers' | 'state'>>

/** The journey with something changed, under its next version. */
export function changed(journey: Journey, change: JourneyChange, now: Date): Journey {
  return { ...journey, ...change, ...touched(now), version: journey.version + 1 }
}
