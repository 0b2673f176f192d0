import type { Attendance, AttendanceMark } from '@waymark/contracts'
import { conflict, invalid, londonDay } from '@waymark/core'
import type { KeptAssignment } from '../assignment/rules.ts'

/** A day of a register as it is kept. */
export interface KeptAttendance extends Attendance {
  readonly assignmentId: string
}

const wasThere: Readonly<Record<AttendanceMark, boolean>> = {
  came: true,
  cameWithSomeone: true,
  didNotCome: false,
}

/** How often they came, by finished days alone. Null: no day is finished, so nobody counted. */
export function timesCame(days: readonly Pick<Attendance, 'mark' | 'finishedAt'>[]): number | null {
  const finished = days.filter(({ finishedAt }) => finishedAt !== null)
  return finished.length === 0 ? null : finished.filter(({ mark }) => wasThere[mark]).length
}

/** Throws `invalid` for a day that has not come, or on which nobody had heard of them. */
export function checkDay(on: string, { sentAt }: Pick<KeptAssignment, 'sentAt'>, now: Date): void {
  const detail =
    on > londonDay(now)
      ? 'Give a day that is not in the future.'
      : on < londonDay(new Date(sentAt))
        ? 'Give a day after they were referred.'
        : null
  if (detail !== null) throw invalid(detail, [{ pointer: '/on', detail }])
}

const mostDays = 400

/** Throws `conflict` for more days than a year has: a register is of days, once each. */
export function allowDay(kept: number): void {
  if (kept < mostDays) return
  throw conflict(`A register holds ${mostDays} days. Say what happened, and start anew.`)
}
