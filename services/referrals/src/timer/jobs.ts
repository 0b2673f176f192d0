import { isAppError } from '@waymark/core'
import type { Platform } from '@waymark/http'
import { letGo } from '../assignment/end.ts'
import { findAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { listDue, saveFired, type Timer } from './store.ts'

const lookEveryMs = 60_000
const name = 'referrals-timers'

/** Looks every minute which deadlines are past, and does what each is for. */
export function keepTime({ ownQueue, lifecycle, log }: Platform, deps: Deps): void {
  ownQueue.work(name, async () => {
    await fireDue(deps, (error) => log.error('timer.failed', { error }))
  })
  ownQueue.nudge(name)
  const timer = setInterval(() => ownQueue.nudge(name), lookEveryMs)
  lifecycle.opened(name, () => clearInterval(timer))
}

/** Fires all that is due, each in a write of its own. Gives how many. */
export async function fireDue(deps: Deps, onError: (error: unknown) => void): Promise<number> {
  const now = deps.now().toISOString()
  let fired = 0
  // Those that failed stay due: the next page begins after them, so that they hold up nobody.
  let failed = 0
  for (;;) {
    const due = await listDue(deps.db.reader, now, failed)
    if (due.length === 0) return fired
    for (const timer of due) {
      const isFired = await tryToFire(deps, timer, onError)
      if (isFired) fired += 1
      else failed += 1
    }
  }
}

/** False when it is still there: answered or fired meanwhile is as it should be. */
async function tryToFire(
  deps: Deps,
  timer: Timer,
  onError: (error: unknown) => void,
): Promise<boolean> {
  try {
    await fire(deps, timer)
    return true
  } catch (error) {
    if (!isAppError(error, 'conflict')) onError(error)
    return false
  }
}

async function fire(deps: Deps, timer: Timer): Promise<void> {
  const { tenant, subject } = timer
  const actor = { kind: 'service', tenant, service: 'referrals' } as const
  await deps.db.write(async (tx) => {
    await saveFired(tx, timer, deps.now().toISOString())
    const assignment = await findAssignment(tx, tenant, subject)
    if (assignment?.state !== 'requested') return
    await letGo(tx, deps, actor, { assignment, event: 'lapse' })
  })
}
