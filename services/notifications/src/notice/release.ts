import type { Deps } from '../deps.ts'
import { claimLifeMs, stateAfter } from './rules.ts'
import { settleIn } from './send.ts'
import { listDeadClaims, saveHeld } from './store.ts'

/**
 * Takes back what a process that ended was holding. Without a send permit nothing had left, so the
 * notice is due again; with one, nobody can say, so it is uncertain. Gives how many.
 */
export async function releaseDeadClaims(deps: Deps): Promise<number> {
  const { db, incarnation, alone } = deps
  const dead = await listDeadClaims(db.reader, {
    ...{ incarnation, alone, claimLifeMs },
    now: deps.now(),
  })
  for (const held of dead) {
    await db.write((tx) =>
      held.state === 'sending'
        ? settleIn(tx, deps, held, { move: 'doubt', reason: 'processEnded' })
        : saveHeld(tx, held, {
            state: stateAfter(held.state, 'release'),
            dueAt: deps.now().toISOString(),
          }),
    )
  }
  return dead.length
}
