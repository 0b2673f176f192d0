import type { NoticeState } from '@waymark/contracts'
import { conflict } from '@waymark/core'

type NoticeMove =
  | 'claim'
  | 'permit'
  | 'release'
  | 'arrive'
  | 'drop'
  | 'retry'
  | 'doubt'
  | 'park'
  | 'hold'
  | 'replay'

/** The whole life of a notice. */
export const transitions: Readonly<
  Record<NoticeState, Readonly<Partial<Record<NoticeMove, NoticeState>>>>
> = {
  due: { claim: 'claimed', hold: 'parked' },
  claimed: {
    permit: 'sending',
    release: 'due',
    retry: 'due',
    drop: 'dropped',
    arrive: 'sent',
    park: 'parked',
    hold: 'parked',
  },
  sending: { arrive: 'sent', retry: 'due', doubt: 'uncertain', park: 'parked', hold: 'parked' },
  uncertain: { claim: 'claimed', hold: 'parked' },
  sent: {},
  dropped: {},
  parked: { replay: 'due', drop: 'dropped' },
}

/** How an attempt ended, in the words of whoever carried it out. */
export type Ending =
  | { readonly move: 'arrive' }
  | { readonly move: 'drop' | 'retry' | 'park' | 'doubt'; readonly reason: string }

/** What of a notice decides what may happen to it next. */
export interface Standing {
  readonly state: NoticeState
  readonly attempt: number
  readonly doubts: number
}

/** Where an attempt leaves a notice, and when it is looked at again (null: never by itself). */
export interface Settlement {
  readonly state: NoticeState
  readonly reason: string | null
  readonly doubts: number
  readonly waitMs: number | null
}

const mostAttempts = 12
const firstWaitMs = 10_000
const longestWaitMs = 6 * 3_600_000
/** Time for a person to use what arrived, which answers whether it did. */
export const doubtWaitMs = 10 * 60_000
/** Longer than any attempt can take: a claim as old as this has nobody behind it. */
export const claimLifeMs = 120_000

/** Where a move leads from here. Throws `conflict` for one that the table does not have. */
export function stateAfter(state: NoticeState, move: NoticeMove): NoticeState {
  const next = transitions[state][move]
  if (next !== undefined) return next
  throw conflict(`A notice that is ${state} cannot be moved like that.`, {
    allowed: Object.keys(transitions[state]),
  })
}

/** True once a notice has been started so often that a person should look. */
export function isWornOut({ attempt }: Pick<Standing, 'attempt'>): boolean {
  return attempt >= mostAttempts
}

/**
 * Settles an attempt. `chance` (0 to 1) spreads retries, so that a mail server that comes back is
 * not met by everything at once.
 */
export function settle(notice: Standing, given: Ending, chance: number): Settlement {
  const doubts = notice.doubts + (given.move === 'doubt' ? 1 : 0)
  const ending = orPark(notice, given)
  const state = stateAfter(notice.state, ending.move)
  const reason = ending.move === 'arrive' ? null : ending.reason
  const waits = { retry: retryWaitMs(notice.attempt, chance), doubt: doubtWaitMs }
  const waitMs = ending.move === 'retry' || ending.move === 'doubt' ? waits[ending.move] : null
  return { state, reason, doubts, waitMs }
}

/** One more try after a first doubt and twelve in all: what then remains is for a person. */
function orPark(notice: Standing, ending: Ending): Ending {
  if (ending.move === 'doubt' && notice.doubts > 0) return { move: 'park', reason: 'uncertain' }
  if (ending.move === 'retry' && isWornOut(notice)) return { move: 'park', reason: 'attempts' }
  return ending
}

/** 10 s, 30 s, 90 s … 6 hours, give or take a fifth: about a day and a half in all. */
export function retryWaitMs(attempt: number, chance: number): number {
  const plainMs = Math.min(firstWaitMs * 3 ** (Math.max(1, attempt) - 1), longestWaitMs)
  return Math.round(plainMs * (0.8 + 0.4 * chance))
}
