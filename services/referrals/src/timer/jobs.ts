import { isAppError } from '@waymark/core'
import { nudgeReaders, type Platform } from '@waymark/http'
import { letGo } from '../assignment/end.ts'
import { findAssignment } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { listDue, saveFired, type Timer } from './store.ts'

const lookEveryMs = 60_000
const name = 'referrals-timers'

/** Looks every minute which deadlines are past, and does what each is for. */
export function keepTime({ queue, ownQueue, lifecycle, log }: Platform, deps: Deps): void {
  ownQueue.work(name, async () => {
    const fired = await fireDue(deps, (error) => log.error('timer.failed', { error }))
    if (fired > 0) nudgeReaders(queue, 'referrals')
  })
  ownQueue.nudge(name)
  const timer = setInterval(() => ownQueue.nudge(name), lookEveryMs)
  lifecycle.opened(name, () => clearInterval(timer))
}

/** Fires what is due, each in a write of its own. Gives how many. */
export async function fireDue(deps: Deps, onError: (error: unknown) => void): Promise<number> {
  let fired = 0
  for (const timer of await listDue(deps.db.reader, deps.now().toISOString())) {
    try {
      await fire(deps, timer)
      fired += 1
    } catch (error) {
      // Answered or fired meanwhile is as it should be; of anything else, the rest still fire.
      if (!isAppError(error, 'conflict')) onError(error)
    }
  }
  return fired
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
