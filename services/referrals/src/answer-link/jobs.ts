import type { Platform } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { sweepEnded } from './store.ts'

const lookEveryMs = 3_600_000
/** Codes count towards the limit of a day, so for a day they stay. */
const keptMs = 86_400_000
const name = 'referrals-sessions'

/** Removes every hour the sessions and codes whose end is a day past. */
export function keepSessionsSwept({ ownQueue, lifecycle }: Platform, deps: Deps): void {
  ownQueue.work(name, () => sweepSessions(deps).then(() => undefined))
  ownQueue.nudge(name)
  const timer = setInterval(() => ownQueue.nudge(name), lookEveryMs)
  lifecycle.opened(name, () => clearInterval(timer))
}

/** Removes what ended more than a day ago. Gives how many rows. */
export function sweepSessions({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const before = new Date(now().getTime() - keptMs).toISOString()
  return db.write((tx) => sweepEnded(tx, before))
}
