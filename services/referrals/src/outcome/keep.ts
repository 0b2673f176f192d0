import {
  type Outcome,
  type OutcomeGiven,
  referralsEvents,
  type ToldRecord,
} from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { KeptAssignment } from '../assignment/rules.ts'
import { timesCame } from '../attendance/rules.ts'
import { listAttendance } from '../attendance/store.ts'
import type { Deps } from '../deps.ts'
import { allowSaying, corrected, newOutcome } from './rules.ts'
import { countSaid, getOutcome, insertOutcome } from './store.ts'

/** Where something was said, and by whom it was written down. */
export interface Saying {
  readonly assignment: KeptAssignment
  readonly source: Outcome['source']
  /** Null when the group itself says it. */
  readonly told: ToldRecord | null
}

type Keeping = Pick<Deps, 'now' | 'newId'>

/** Keeps what a group says happened, and tells of it. Who may say it, has been decided. */
export async function keepReport(
  tx: Tx,
  deps: Keeping,
  actor: Actor,
  { assignment, given, ...saying }: Saying & { readonly given: OutcomeGiven },
): Promise<void> {
  const { id: assignmentId } = assignment
  const timesOnRegister = await timesFor(tx, actor.tenant, assignmentId)
  const said = { ...saying, id: deps.newId(), assignmentId, given, timesOnRegister }
  await keep(tx, actor, { assignment, outcome: newOutcome(said, deps.now()) })
}

export interface Corrected {
  readonly outcomeId: string
  /** The revision that was read. */
  readonly revision: number
  /** Null: it was a mistake altogether. */
  readonly outcome: OutcomeGiven | null
}

/** Keeps a correction as the next revision, and tells of it. */
export async function keepCorrection(
  tx: Tx,
  deps: Keeping,
  actor: Actor,
  given: Saying & { readonly correction: Corrected },
): Promise<void> {
  const { assignment, source, told, correction } = given
  const { tenant } = actor
  const latest = await getOutcome(tx, tenant, correction.outcomeId)
  const timesOnRegister = await timesFor(tx, tenant, assignment.id)
  const { revision, outcome } = correction
  const next = { revision, given: outcome, source, told, timesOnRegister }
  await keep(tx, actor, { assignment, outcome: corrected(latest, next, deps.now()) })
}

interface Kept {
  readonly assignment: KeptAssignment
  readonly outcome: Outcome
}

async function keep(tx: Tx, actor: Actor, { assignment, outcome }: Kept): Promise<void> {
  const { tenant } = actor
  const { id: assignmentId, referralId } = assignment
  allowSaying(await countSaid(tx, tenant, assignmentId))
  await insertOutcome(tx, tenant, outcome)
  const { id: outcomeId, revision } = outcome
  const told = { outcomeId, assignmentId, referralId, revision }
  await record(tx, actor, referralsEvents.outcomeRecorded, told)
}

/** How often they came, by the finished days of the register; null where there are none. */
async function timesFor(tx: Tx, tenant: string, assignmentId: string): Promise<number | null> {
  return timesCame(await listAttendance(tx, tenant, [assignmentId]))
}
