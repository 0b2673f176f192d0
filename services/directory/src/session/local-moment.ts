import { londonDay, londonWallTime } from '@waymark/core'
import type { LocalMoment } from './rules.ts'

/** An instant as people here say it: the day and the wall-clock time in Europe/London. */
export function localMoment(instant: Date): LocalMoment {
  return { day: londonDay(instant), time: londonWallTime(instant) }
}
