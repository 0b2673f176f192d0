import type { Referral } from '@waymark/contracts'
import { type Actor, conflict } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import { sendFreshLink } from '../assignment/send-again.ts'
import type { Deps } from '../deps.ts'

/** Sends the group a link to say what happened. It is one of its three of a day. */
export function askWhatHappened(
  deps: Deps,
  actor: Actor,
  id: string,
  once?: OnceKey,
): Promise<Referral> {
  return sendFreshLink(deps, actor, {
    ...{ id, once, why: 'whatHappened' },
    demand({ state }) {
      if (state === 'accepted') return
      throw conflict('Only a group that said yes can say what happened.')
    },
  })
}
