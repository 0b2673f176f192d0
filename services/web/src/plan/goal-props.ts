import type { Goal, ReferralSummary } from '@waymark/contracts'
import type { Shown } from './plan-page.tsx'

/** What a goal's page is given, and each part of it. */
export interface GoalProps extends Shown {
  readonly goal: Goal
  /** Whether the plan can still be written in. */
  readonly isOpen: boolean
  /** The person's referrals; null while they cannot be asked. */
  readonly referrals: readonly ReferralSummary[] | null
  /** Who wrote what, by their accounts. */
  readonly names: ReadonlyMap<string, string>
}
