import type { Goal, Plan } from '@waymark/contracts'
import type { Reader } from '@waymark/db'

/** What the loop adds to one goal. */
export type LoopOfGoal = Pick<Goal, 'standing' | 'own' | 'ratings' | 'referrals' | 'suggestions'>

/** What the loop adds to a plan. */
export interface LoopOfPlan extends Pick<Plan, 'notLinked' | 'stopped'> {
  readonly goals: ReadonlyMap<string, LoopOfGoal>
}

interface LoopAsked {
  readonly tenant: string
  readonly personId: string
  readonly goalIds: readonly string[]
  /** The days of the reviews that were held, in any order. */
  readonly reviewedOn: readonly string[]
}

/** What came back to a plan's goals, worked out from the facts that were kept. */
export async function readLoop(_reader: Reader, { goalIds }: LoopAsked): Promise<LoopOfPlan> {
  const nothing: LoopOfGoal = {
    standing: 'notSaid',
    own: null,
    ratings: [],
    referrals: [],
    suggestions: [],
  }
  return {
    goals: new Map(goalIds.map((id) => [id, nothing])),
    notLinked: [],
    stopped: [],
  }
}
