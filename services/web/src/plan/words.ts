import {
  type ActionState,
  doers,
  type Goal,
  type GoalStanding,
  type Plan,
  type PlanAction,
  type PlanState,
  type Rating,
  type Suggestion,
} from '@waymark/contracts'
import type { Standing } from '../referrals/words.ts'

/** "3 written down"; null for none. */
export function countWritten(count: number): string | null {
  return count === 0 ? null : `${count} written down`
}

const planColours = {
  draft: 'blue',
  active: 'green',
  paused: 'orange',
  ended: 'grey',
} as const satisfies Record<PlanState, Standing['colour']>

export function planColour({ state }: Pick<Plan, 'state'>): Standing['colour'] {
  return planColours[state]
}

const standings: Readonly<Record<GoalStanding, Standing>> = {
  notSaid: { words: 'Not said yet', colour: 'grey' },
  no: { words: 'They say: not yet', colour: 'orange' },
  partly: { words: 'They say: partly', colour: 'blue' },
  yes: { words: 'They say: I did it', colour: 'green' },
}

/** Where a goal stands, by what the person said last and by nothing else. */
export function standingInWords({ standing }: Pick<Goal, 'standing'>): Standing {
  return standings[standing]
}

/** "Their own score: 4 at first, 7 now"; null before they gave any. */
export function ownScoreInWords({ own }: Pick<Goal, 'own'>): string | null {
  if (own === null) return null
  const { first, latest } = own
  if (first.id === latest.id) return `Their own score: ${first.score} out of 10`
  return `Their own score: ${first.score} at first, ${latest.score} now, out of 10`
}

/** What waits for the person to say something about it. */
export function waitingOf({ suggestions }: Pick<Goal, 'suggestions'>): Suggestion[] {
  return suggestions.filter(
    ({ state, outcome }) => outcome !== null && (state === 'waiting' || state === 'changedSince'),
  )
}

/** The very low scores of somebody whom nobody has rung yet. */
export function toRing(ratings: readonly Rating[], atMost: number): Rating[] {
  const isOwn = ({ by }: Rating) => by === 'person' || by === 'representative'
  return ratings.filter((each) => isOwn(each) && each.score <= atMost && each.rung === null)
}

const stepColours = {
  toDo: 'blue',
  doing: 'yellow',
  done: 'green',
  stopped: 'grey',
} as const satisfies Record<ActionState, Standing['colour']>

export function stepColour(state: ActionState): Standing['colour'] {
  return stepColours[state]
}

/** Who does a step: by the name that was written down, or as people say it. */
export function whoDoesIt(
  { who, whoName }: Pick<PlanAction, 'who' | 'whoName'>,
  firstName: string,
): string {
  return whoName ?? (who === 'person' ? firstName : doers[who])
}
