import type { OutcomeGiven, Referral, Told } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { OnceKey, Reader, Tx } from '@waymark/db'
import { getSentFor } from '../assignment/get-sent.ts'
import { findAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { getReferralFor } from '../referral/store.ts'
import { type ToldToMe, writeDown } from '../referral/write-down.ts'
import { type Corrected, keepCorrection, keepReport } from './keep.ts'
import { demandTold } from './rules.ts'
import { getOutcome } from './store.ts'

export interface RecordedOutcome extends ToldToMe {
  readonly outcome: OutcomeGiven
}

/** Writes down for a group what it told happened. */
export function recordOutcome(
  deps: Deps,
  actor: Actor,
  { id, outcome: given, told }: RecordedOutcome,
  once?: OnceKey,
): Promise<Referral> {
  return writeDown(deps, actor, {
    ...{ told, once },
    demand: (reader) => getSentFor(reader, actor, id),
    async keep(tx, toldRecord) {
      const { assignment } = await getSentFor(tx, actor, id)
      demandTold(assignment)
      await keepReport(tx, deps, actor, { assignment, given, source: 'call', told: toldRecord })
      return assignment.referralId
    },
  })
}

export type RecordedCorrection = Corrected & { readonly told: Told }

/** Writes down for a group a correction, of a referral that has ended too. */
export function correctOutcome(
  deps: Deps,
  actor: Actor,
  { told, ...correction }: RecordedCorrection,
  once?: OnceKey,
): Promise<Referral> {
  const { outcomeId } = correction
  return writeDown(deps, actor, {
    ...{ told, once },
    demand: (reader) => getSaidFor(reader, actor, outcomeId),
    async keep(tx: Tx, toldRecord) {
      const assignment = await getSaidFor(tx, actor, outcomeId)
      demandTold(assignment)
      const given = { assignment, correction, source: 'call', told: toldRecord } as const
      await keepCorrection(tx, deps, actor, given)
      return assignment.referralId
    },
  })
}

/** The group's part of which it was said, for those who may change its referral. */
async function getSaidFor(reader: Reader, actor: Actor, outcomeId: string) {
  const { assignmentId } = await getOutcome(reader, actor.tenant, outcomeId)
  const assignment = await findAssignment(reader, actor.tenant, assignmentId)
  if (assignment === null) throw notFound('referral')
  await getReferralFor(reader, actor, 'referral.change', assignment.referralId)
  return assignment
}
