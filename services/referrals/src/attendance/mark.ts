import type {
  AttendanceGiven,
  AttendanceMark,
  GroupAssignment,
  LinkedAssignment,
  Referral,
} from '@waymark/contracts'
import { referralsEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { type OnceKey, record } from '@waymark/db'
import { type GivenSession, openSession } from '../answer-link/open.ts'
import { readLinked } from '../answer-link/read-linked.ts'
import { getSentFor } from '../assignment/get-sent.ts'
import { readForGroup } from '../assignment/read-for-group.ts'
import type { Deps } from '../deps.ts'
import { demandTold } from '../outcome/rules.ts'
import { getReporting } from '../outcome/say.ts'
import { type ToldToMe, writeDown } from '../referral/write-down.ts'
import { finishDays, keepMark } from './keep.ts'
import { checkDay } from './rules.ts'
import { saveDay } from './store.ts'

/** A tick by a group that signs in. */
export async function markForGroup(
  deps: Deps,
  actor: Actor,
  { id, ...attendance }: AttendanceGiven & { readonly id: string },
): Promise<GroupAssignment> {
  await deps.db.write(async (tx) => {
    const assignment = await getReporting(deps, tx, actor, id)
    await keepMark(tx, deps, actor, { assignment, attendance })
  })
  return readForGroup(deps, actor, id)
}

/** A tick by the link. */
export async function markLinked(
  deps: Deps,
  actor: Actor,
  { attendance, ...session }: GivenSession & { readonly attendance: AttendanceGiven },
): Promise<LinkedAssignment> {
  await deps.db.write(async (tx) => {
    const { holder } = await openSession(deps, tx, actor, session)
    const assignment = await getReporting(deps, tx, holder, holder.recordId)
    await keepMark(tx, deps, holder, { assignment, attendance })
  })
  return readLinked(deps, actor, session)
}

/** Finishes every day that was ticked by the link or signed in. */
export async function finishLinked(
  deps: Deps,
  actor: Actor,
  session: GivenSession,
): Promise<LinkedAssignment> {
  await deps.db.write(async (tx) => {
    const { holder } = await openSession(deps, tx, actor, session)
    const assignment = await getReporting(deps, tx, holder, holder.recordId)
    await finishDays(tx, deps, holder, { assignment })
  })
  return readLinked(deps, actor, session)
}

export interface RecordedAttendance extends ToldToMe {
  readonly on: string
  readonly mark: AttendanceMark
}

/** Writes down for a group whether somebody came. It counts at once. */
export function recordAttendance(
  deps: Deps,
  actor: Actor,
  { id, on, mark, told }: RecordedAttendance,
  once?: OnceKey,
): Promise<Referral> {
  return writeDown(deps, actor, {
    ...{ told, once },
    demand: (reader) => getSentFor(reader, actor, id),
    async keep(tx, toldRecord) {
      const { assignment } = await getSentFor(tx, actor, id)
      const { id: assignmentId, referralId } = assignment
      demandTold(assignment)
      checkDay(on, assignment, deps.now())
      const finishedAt = deps.now().toISOString()
      const { tenant } = actor
      await saveDay(tx, tenant, { assignmentId, on, mark, finishedAt, told: toldRecord })
      const told = { assignmentId, referralId, on }
      await record(tx, actor, referralsEvents.attendanceRecorded, told)
      return referralId
    },
  })
}
