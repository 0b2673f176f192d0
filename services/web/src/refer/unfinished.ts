import type { Deps } from '../deps.ts'
import { listUnfinished } from '../journey/keep.ts'
import type { Visitor } from '../session/visitor.ts'
import { shortNameOf } from './rules.ts'

/** A referral somebody has begun and not sent: enough to go on with it. */
export interface UnfinishedJourney {
  readonly id: string
  readonly href: string
  /** As they like to be called; null while nobody is named yet. */
  readonly name: string | null
  readonly personId: string | null
  readonly groupName: string | null
  readonly changedAt: string
  /** It was being sent when it stopped: opening it goes on from there. */
  readonly isSending: boolean
}

/** The visitor's own half-finished referrals, the last touched first; at most 20. */
export async function unfinishedJourneys(
  deps: Pick<Deps, 'journeys'>,
  { userId }: Pick<Visitor, 'userId'>,
): Promise<UnfinishedJourney[]> {
  if (userId === null) return []
  const journeys = await listUnfinished(deps.journeys, userId)
  return journeys.map(({ id, state, changedAt, answers: { who, group } }) => ({
    ...{ id, href: `/refer/${id}`, changedAt, isSending: state === 'sending' },
    name: who === null ? null : shortNameOf(who),
    personId: who?.kind === 'person' ? who.personId : null,
    groupName: group?.name ?? null,
  }))
}
