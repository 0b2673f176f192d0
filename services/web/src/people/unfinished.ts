import type { Deps } from '../deps.ts'
import { listUnfinished } from '../journey/keep.ts'
import type { Visitor } from '../session/visitor.ts'
import { firstNameOf } from './names.ts'

/** A referral that somebody had begun and not sent. */
export interface Unfinished {
  readonly href: string
  /** Null: they had not said whom yet. */
  readonly firstName: string | null
  readonly groupName: string | null
}

/** A visitor's own referrals that are not sent yet, the last touched first. */
export async function unfinishedJourneys(
  { journeys }: Pick<Deps, 'journeys'>,
  { userId }: Visitor,
): Promise<Unfinished[]> {
  if (userId === null) return []
  const begun = await listUnfinished(journeys, userId)
  return begun.map(({ id, answers: { who, group } }) => {
    const named = who?.kind === 'new' ? who.details : who
    return {
      href: `/refer/${id}`,
      firstName: named === null ? null : firstNameOf(named),
      groupName: group?.name ?? null,
    }
  })
}
