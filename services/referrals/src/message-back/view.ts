import type { OutcomeWithAnswer } from '@waymark/contracts'
import type { WorkingDays } from '@waymark/core/working-days'
import type { Reader } from '@waymark/db'
import { answerUntil, personSideOf } from '../outcome/rules.ts'
import { listOutcomes } from '../outcome/store.ts'
import { listAsked, listPersonAnswers } from './store.ts'

interface Looking {
  readonly now: Date
  readonly workingDays: WorkingDays
}

/** The messages back of groups' parts: what the group says, and what the person says of it. */
export async function viewOutcomes(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
  { now, workingDays }: Looking,
): Promise<OutcomeWithAnswer[]> {
  const outcomes = await listOutcomes(reader, tenant, assignmentIds)
  const ids = outcomes.map(({ id }) => id)
  const [asked, answers] = await Promise.all([
    listAsked(reader, tenant, ids),
    listPersonAnswers(reader, tenant, ids),
  ])
  return outcomes.map((outcome) => ({
    ...outcome,
    personSays: personSideOf(
      {
        outcome,
        wasAsked: asked.has(outcome.id),
        answers: answers
          .filter(({ outcomeId }) => outcomeId === outcome.id)
          .map(({ at, saidBy, says, score, words, revision }) => ({
            ...{ at, saidBy, says, score, words, revision },
          })),
        until: answerUntil(outcome, workingDays),
      },
      now,
    ),
  }))
}
