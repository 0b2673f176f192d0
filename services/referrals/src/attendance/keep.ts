import { type AttendanceGiven, referralsEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { audit, record, type Tx } from '@waymark/db'
import type { KeptAssignment } from '../assignment/rules.ts'
import type { Deps } from '../deps.ts'
import { allowDay, checkDay } from './rules.ts'
import { listAttendance, removeDay, saveDay, saveFinished } from './store.ts'

interface Marking {
  readonly assignment: KeptAssignment
  readonly attendance: AttendanceGiven
}

/**
 * Keeps a tick, or takes one away. Nobody outside the group hears of it before the day is finished;
 * on a finished day it is a correction, and told.
 */
export async function keepMark(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  { assignment, attendance: { on, mark } }: Marking,
): Promise<void> {
  const { tenant } = actor
  const { id: assignmentId, referralId } = assignment
  checkDay(on, assignment, now())
  const days = await listAttendance(tx, tenant, [assignmentId])
  const before = days.find((day) => day.on === on)
  if (mark === (before?.mark ?? null)) return
  if (before === undefined) allowDay(days.length)
  const isFinished = before !== undefined && before.finishedAt !== null
  const finishedAt = isFinished ? now().toISOString() : null
  if (mark === null) await removeDay(tx, tenant, { assignmentId, on })
  else await saveDay(tx, tenant, { assignmentId, on, mark, finishedAt, told: null })
  if (isFinished) {
    await record(tx, actor, referralsEvents.attendanceRecorded, { assignmentId, referralId, on })
  } else {
    await audit(tx, actor, { action: 'attendance.marked', subject: assignmentId })
  }
}

/** Finishes ticked days of one part: those of one day, or all. Finished before, nothing changes. */
export async function finishDays(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  { assignment, only }: { readonly assignment: KeptAssignment; readonly only?: string },
): Promise<void> {
  const { tenant } = actor
  const { id: assignmentId, referralId } = assignment
  const at = now().toISOString()
  for (const { on, finishedAt } of await listAttendance(tx, tenant, [assignmentId])) {
    if (finishedAt !== null || (only !== undefined && on !== only)) continue
    await saveFinished(tx, tenant, { assignmentId, on, at })
    await record(tx, actor, referralsEvents.attendanceRecorded, { assignmentId, referralId, on })
  }
}
