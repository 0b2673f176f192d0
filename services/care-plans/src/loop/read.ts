import type { Plan } from '@waymark/contracts'
import type { Reader } from '@waymark/db'
import { type LoopFacts, type LoopOfGoal, loopOfGoal, notLinked } from './rules.ts'
import { readFacts, type StoppedPart } from './store.ts'

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
    stopped: stopped.map((part) => stoppedNotes(part, facts)),
  }
}

function stoppedNotes(part: StoppedPart, { outcomes, choices }: LoopFacts) {
  const isOfIt = ({ assignmentId }: StoppedPart) => assignmentId === part.assignmentId
  const listingName = outcomes.find(isOfIt)?.listingName ?? ''
  const choice = choices.find((each) => each.assignmentId === part.assignmentId)?.choice
  return { ...part, listingName, choice: choice ?? 'notAsked' } as const
}
