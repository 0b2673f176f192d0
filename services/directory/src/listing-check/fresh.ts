import { type Actor, conflict } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { getListingFor } from '../listing/store.ts'
import { startCheck } from './ask.ts'
import { openCheck } from './open.ts'
import { allowFresh, freshSince } from './rules.ts'
import { countFresh } from './store.ts'

/** Sends a fresh link in place of one that has ended: to the address on file, and nowhere else. */
export async function freshListingCheck(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<{ expiresAt: string }> {
  return deps.db.write(async (tx) => {
    const { link, listing, state } = await openCheck(deps, tx, actor, token)
    if (state !== 'expired' && state !== 'superseded') {
      throw conflict('That link needs no fresh one.')
    }
    await getListingFor(tx, link, 'listing.askIfRight', listing.id)
    allowFresh(await countFresh(tx, actor.tenant, listing.id, freshSince(deps.now())))
    const { expiresAt } = await startCheck(deps, tx, link, listing)
    return { expiresAt }
  })
}
