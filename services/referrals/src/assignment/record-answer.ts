import type { GroupAnswer, Referral } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type ToldToMe, writeDown } from '../referral/write-down.ts'
import { keepAnswer } from './answer.ts'
import { getSentFor } from './get-sent.ts'

export interface RecordedAnswer extends ToldToMe {
  readonly answer: GroupAnswer
}

/** Writes down for a group what it answered. */
export function recordAnswer(
  deps: Deps,
  actor: Actor,
  { id, answer, told }: RecordedAnswer,
  once?: OnceKey,
): Promise<Referral> {
  return writeDown(deps, actor, {
    ...{ told, once },
    demand: (reader) => getSentFor(reader, actor, id),
    async keep(tx, toldRecord) {
      const { assignment } = await getSentFor(tx, actor, id)
      await keepAnswer(tx, deps, actor, { assignment, answer, told: toldRecord })
      return assignment.referralId
    },
  })
}
