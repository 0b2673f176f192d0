import type { CheckAnswer, LinkedCheck, ListingState } from '@waymark/contracts'
import { AppError } from '@waymark/core'

/** What the seal of a check's link is for: part of every link that was ever sent. */
export const linkPurpose = 'listing-check'

const dayMs = 86_400_000
const answerableForMs = 14 * dayMs
const freshLinksADay = 3

/** A check as it is kept. */
export interface Check {
  readonly id: string
  readonly listingId: string
  readonly revision: number
  readonly email: string
  readonly askedAt: string
  readonly askedBy: 'team' | 'link'
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly answeredAt: string | null
  readonly outcome: 'right' | 'changed' | null
  readonly placesLeft: number | null
  readonly words: string | null
}

/** A check to be asked now, to be answered within 14 days. */
export function newCheck(
  given: Pick<Check, 'id' | 'listingId' | 'revision' | 'email' | 'askedBy'>,
  now: Date,
): Check {
  return {
    ...given,
    askedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + answerableForMs).toISOString(),
    revokedAt: null,
    answeredAt: null,
    outcome: null,
    placesLeft: null,
    words: null,
  }
}

export interface Around {
  readonly listingState: ListingState
  /** The organisation's address on file now. */
  readonly email: string | null
  readonly now: Date
}

/** Where a check stands. What was decided stays decided, whatever came after. */
export function stateOf(check: Check, { listingState, email, now }: Around): LinkedCheck['state'] {
  if (check.answeredAt !== null) return 'answered'
  if (listingState !== 'published') return 'withdrawn'
  if (check.revokedAt !== null || check.email !== email) return 'superseded'
  return check.expiresAt <= now.toISOString() ? 'expired' : 'open'
}

/** The check with its answer. */
export function decideCheck(check: Check, answer: CheckAnswer, now: Date): Check {
  return {
    ...check,
    answeredAt: now.toISOString(),
    outcome: answer.outcome,
    placesLeft: answer.outcome === 'right' ? answer.placesLeft : null,
    words: answer.outcome === 'changed' ? answer.words : null,
  }
}

/** The instant from which earlier fresh links count towards the limit. */
export function freshSince(now: Date): string {
  return new Date(now.getTime() - dayMs).toISOString()
}

/** Throws `tooMany` once three fresh links were sent within a day: nobody's mailbox is flooded. */
export function allowFresh(sentSince: number): void {
  if (sentSince < freshLinksADay) return
  throw new AppError(
    'tooMany',
    'We have sent several links today. Look for the newest e-mail, in the spam folder too.',
  )
}
