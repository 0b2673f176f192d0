import type { ListingPage, Obstacle, Referrer } from '@waymark/contracts'
import { conflict } from '@waymark/core'
import { needsWorkplace } from '../referral/follow.ts'

/** Something that stands in the way, in a sentence that says what to do. */
export interface SaidObstacle {
  readonly code: Obstacle
  readonly says: string
}

interface Standing {
  readonly page: ListingPage
  readonly referrer: Referrer
  /** The same person's referral to the same listing is running. */
  readonly isAsked: boolean
}

/** What stands in the way of sending now. Empty: nothing does. */
export function obstaclesOf({ page, referrer, isAsked }: Standing): SaidObstacle[] {
  const { organisation, places, listing } = page
  const all: readonly (SaidObstacle & { readonly stands: boolean })[] = [
    {
      code: 'full',
      stands: places?.left === 0,
      says: `${listing.name} is full just now. Choose another group, or ring them about waiting.`,
    },
    {
      code: 'signpostOnly',
      stands: !organisation.readyForReferrals,
      says:
        `${organisation.name} does not take referrals here yet. ` +
        'Give the person their details, or choose another group.',
    },
    {
      code: 'noMailbox',
      stands: organisation.email === null,
      says: `We have no e-mail address for ${organisation.name}. Choose another group.`,
    },
    {
      code: 'alreadyAsked',
      stands: isAsked,
      says: 'They have a referral to this activity already. Look at that one instead.',
    },
    { code: 'noWorkplace', stands: referrer.workplace === null, says: needsWorkplace },
  ]
  return all.filter(({ stands }) => stands).map(({ code, says }) => ({ code, says }))
}

/** Throws `conflict` with the first thing that stands in the way. */
export function refuseObstacles(standing: Standing): void {
  const [first] = obstaclesOf(standing)
  if (first !== undefined) throw conflict(first.says)
}
