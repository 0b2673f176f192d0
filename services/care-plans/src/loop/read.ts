import type { Plan } from '@waymark/contracts'
import type { Reader } from '@waymark/db'
import { type LoopFacts, type LoopOfGoal, loopOfGoal, notLinked } from './rules.ts'
import { readFacts } from './store.ts'

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
export async function readLoop(
  reader: Reader,
  { reviewedOn, ...asked }: LoopAsked,
): Promise<LoopOfPlan> {
  const { stopped, ...kept } = await readFacts(reader, asked)
  const facts: LoopFacts = { ...kept, reviewedOn }
  return {
    goals: new Map(asked.goalIds.map((id) => [id, loopOfGoal(id, facts)])),
    notLinked: notLinked(facts),
    stopped: stopped.map((referralId) => stoppedNotes(referralId, facts)),
  }
}

function stoppedNotes(referralId: string, { outcomes, choices }: LoopFacts) {
  const listingName = outcomes.find((each) => each.referralId === referralId)?.listingName ?? ''
  const choice = choices.find((each) => each.referralId === referralId)?.choice ?? 'notAsked'
  return { referralId, listingName, choice } as const
}
